import type { PlaceholderValues } from '#lib/core/placeholders.ts'
import { samplePlaceholderValues } from '#lib/core/placeholders.ts'
import { visitDoctorOf, visitNameOf, visitOfficeOf, visitTimeOf } from '#lib/core/visit-text.ts'

type Person = { firstName: string; lastName: string; doctor: string; office: string }

const TYPICAL: Record<string, Person> = {
  et: { firstName: 'Mari', lastName: 'Tamm', doctor: 'dr Tiina Kask', office: '12' },
  ru: { firstName: 'Мария', lastName: 'Иванова', doctor: 'Тийна Пылдмяэ', office: '12' },
  en: { firstName: 'Mary', lastName: 'Taylor', doctor: 'Dr Anna Berg', office: '12' },
}

// Each fills its budget to the last letter, as a test holds.
const LONGEST: Record<string, Person> = {
  et: {
    firstName: 'Maria-Elisabeth Kateriina',
    lastName: 'Kristjanson-Aleksandrovna',
    doctor: 'Anna-Liisa Kristjanson',
    office: 'A-101',
  },
  ru: {
    firstName: 'Александра-Екатерина Анна',
    lastName: 'Константинова-Рождествено',
    doctor: 'Екатерина Пылдмяэ-Росс',
    office: 'А-101',
  },
  en: {
    firstName: 'Alexandria-Elizabeth Anne',
    lastName: 'Featherstone-Fitzsimmonds',
    doctor: 'Catherine Fitzsimmonds',
    office: 'A-101',
  },
}

export type SampleLength = 'typical' | 'longest'

/**
 * Made-up values that show an author a text about a visit, as short as most are or as long as any can be. `localTime` is the visit's
 * on the clinic's clock, `oldLocalTime` the one it was moved from ('YYYY-MM-DDTHH:MM').
 */
export function sampleVisitValues(
  language: string,
  length: SampleLength,
  times: { localTime: string; oldLocalTime: string },
): PlaceholderValues {
  const people = length === 'longest' ? LONGEST : TYPICAL
  const person = people[language] ?? (people.en as Person)
  return {
    ...samplePlaceholderValues(language),
    first_name: visitNameOf([person.firstName]),
    last_name: visitNameOf([person.lastName]),
    visit_time: visitTimeOf(language, [times.localTime]),
    visit_old_time: visitTimeOf(language, [times.oldLocalTime]),
    visit_doctor: visitDoctorOf([person.doctor]),
    visit_office: visitOfficeOf(language, [person.office]),
  }
}
