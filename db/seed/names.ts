// 32 of each, so that five random bits choose one. Among them what breaks layouts and alphabets: long, hyphenated, Cyrillic, õ.

export const FIRST_NAMES = {
  et: {
    female: words(
      'Mari Anne Kadri Liis Piret Tiina Õnne Ülle Maarja Kertu Sirje Külli Eha Aino Hele-Mall Mari-Liis Triin Katrin Pille Signe Anneli Õie Helgi Laura Johanna Karoliina Greete Elise Marta Berit Aveli Annemarie',
    ),
    male: words(
      'Jaan Tõnu Mart Andres Jüri Rein Uku Ülo Priit Margus Tõnis Indrek Toomas Meelis Aivar Karl-Erik Hans-Kristjan Siim Rasmus Kaur Oskar Robin Henri Mattias Johannes Sander Kristjan Peeter Villu Enn Arvo Raivo',
    ),
  },
  ru: {
    female: words(
      'Анна Мария Елена Ольга Наталья Ирина Светлана Татьяна Екатерина Юлия Анастасия Дарья Валентина Галина Людмила Вера Надежда Любовь Ксения Алёна Полина Софья Виктория Маргарита Александра Жанна Зинаида Кристина Лариса Нина Оксана Раиса',
    ),
    male: words(
      'Александр Сергей Дмитрий Андрей Алексей Максим Евгений Иван Михаил Артём Николай Владимир Павел Роман Виктор Олег Игорь Юрий Станислав Вячеслав Константин Фёдор Геннадий Борис Антон Денис Илья Кирилл Никита Тимофей Ярослав Эдуард',
    ),
  },
  en: {
    female: words(
      'Emma Olivia Sophie Grace Chloe Alice Ruby Ella Lucy Hannah Amelia Zoë Charlotte Freya Isla Jessica Megan Naomi Phoebe Rachel Sarah Tara Ursula Violet Wendy Yasmin Abigail Beatrice Clara Daisy Elizabeth Florence',
    ),
    male: words(
      'Oliver Harry George Jack Noah Leo Oscar Arthur Charlie Henry Thomas William James Edward Frank Graham Hugh Ian Kenneth Liam Martin Neil Patrick Quentin Ryan Samuel Tobias Victor Walter Xavier Zachary Christopher',
    ),
  },
} as const

export const LAST_NAMES = {
  et: {
    female: words(
      'Tamm Saar Sepp Mägi Kask Kukk Rebane Ilves Pärn Koppel Luik Oja Raudsepp Kuusk Lepik Põldmäe Õunapuu-Lõhmus Järv Kivi Laas Vaher Teder Roos Tõnisson Kõiv Jõgi Lõoke Jürgenson Bellingshausen-Kivimägi Hein Peterson Käär',
    ),
    male: words(
      'Tamm Saar Sepp Mägi Kask Kukk Rebane Ilves Pärn Koppel Luik Oja Raudsepp Kuusk Lepik Põldmäe Õunapuu-Lõhmus Järv Kivi Laas Vaher Teder Roos Tõnisson Kõiv Jõgi Lõoke Jürgenson Bellingshausen-Kivimägi Hein Peterson Käär',
    ),
  },
  ru: {
    female: words(
      'Иванова Смирнова Кузнецова Попова Васильева Петрова Соколова Михайлова Новикова Фёдорова Морозова Волкова Алексеева Лебедева Семёнова Егорова Павлова Козлова Степанова Николаева Орлова Андреева Макарова Никитина Захарова Щербакова Рождественская Воскресенская-Преображенская Борисова Яковлева Григорьева Романова',
    ),
    male: words(
      'Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Щербаков Рождественский Воскресенский-Преображенский Борисов Яковлев Григорьев Романов',
    ),
  },
  en: {
    female: words(
      'Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker White Edwards Hughes Green Hall Wood Harris Lewis Martin Jackson Clarke Thompson-Featherstonehaugh Turner Hill Scott Cooper Morris Ward Moore King O’Brien',
    ),
    male: words(
      'Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker White Edwards Hughes Green Hall Wood Harris Lewis Martin Jackson Clarke Thompson-Featherstonehaugh Turner Hill Scott Cooper Morris Ward Moore King O’Brien',
    ),
  },
} as const

export const DOCTORS = [
  'dr Jaan Saar',
  'dr Kristiina Õunapuu-Lõhmus',
  'dr Елена Щербакова',
  'dr Tõnu Põldmäe',
  'dr Anna-Maria Konstantinopolskaja',
  'dr Pavel Ivanov',
  'suuhügienist Mari Kask',
  'dr Oliver Wright',
] as const

function words(text: string): string[] {
  return text.split(' ')
}
