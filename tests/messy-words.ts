// How clinics head the columns of their exports, and write what stands in them.

export const HEADINGS = {
  et: {
    code: 'Patsiendi kood',
    first: 'EESNIMI',
    last: 'Perekonnanimi',
    born: 'Sünniaeg (pp.kk.aaaa)',
    gender: 'sugu',
    phone: 'Mobiil',
    email: 'E-posti aadress',
    language: 'Suhtluskeel',
    country: 'Elukohariik',
    clinic: 'Kodukliinik',
    balance: 'Saldo, EUR',
    note: 'Märkused',
    consent: 'Turundusnõusolek',
  },
  ru: {
    code: 'Код пациента',
    first: 'Имя',
    last: 'ФАМИЛИЯ',
    born: 'Дата рождения',
    gender: 'Пол',
    phone: 'Телефон',
    email: 'Электронная почта',
    language: 'Язык общения',
    country: 'Страна',
    clinic: 'Клиника',
    balance: 'Баланс',
    note: 'Примечание',
    consent: 'Согласие на рекламу',
  },
  en: {
    code: 'patient id',
    first: 'First name',
    last: 'Surname',
    born: 'Date of birth',
    gender: 'Gender',
    phone: 'Mobile phone',
    email: 'e-mail',
    language: 'Preferred language',
    country: 'Country',
    clinic: 'Clinic',
    balance: 'Balance (EUR)',
    note: 'Notes',
    consent: 'Marketing consent',
  },
} as const

export const WORDS = {
  et: ['et', 'EST', 'Eesti keel', 'eesti', ' estonian '],
  ru: ['ru', 'RUS', 'vene keel', 'Vene'],
  en: ['en', 'ENG', 'inglise', 'English'],
  None: ['', '?', 'muu', '-'],
}
export const EMAILS = {
  whole: (code: string) => [`${code}@Example.ee`, `${code}@EXAMPLE.EE`],
  broken: () => ['mari@@example.ee', 'mari at example.ee'],
}
export const COUNTRIES = {
  EE: ['EE', 'EST', 'Eesti', 'estonia'],
  FI: ['FI', 'Soome', 'Finland'],
  LV: ['LV', 'Läti', 'Latvia'],
}
