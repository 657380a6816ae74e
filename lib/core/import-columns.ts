import { cellKey } from '#lib/core/cell-words.ts'

export const IMPORT_KINDS = ['patients', 'appointments'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** Headings of a column that says what is owed, so that a sum in it is a debt, where the others say what there is. */
const DEBT_HEADINGS = 'võlg|võlgnevus|võla summa|долг|задолженность|debt|amount due|amount owed|owed|owes'

// Headings by field, the surest first: where a file has several that fit (mobile and telephone), the earlier one here is taken.
const HEADINGS = {
  patients: {
    code:
      'patsiendi kood|patsiendikood|kliendi kood|kood|patsiendi nr|patsiendi number|kaardi nr|kaardi number|kaart|id|patsiendi id|' +
      'код пациента|код клиента|код|номер пациента|номер карты|карта|patient code|patient id|patient number|patient no|client code|code|number|nr|no',
    firstName: 'eesnimi|eesnimed|имя|first name|given name|given names|forename',
    lastName: 'perekonnanimi|perenimi|perek nimi|фамилия|last name|surname|family name',
    fullName:
      'täisnimi|ees ja perekonnanimi|patsiendi nimi|nimi|patsient|фио|полное имя|пациент|full name|patient name|name|patient',
    birthDate:
      'sünniaeg|sünnikuupäev|sünd|sündinud|дата рождения|день рождения|рождение|birth date|date of birth|birthday|born|dob|d o b',
    gender: 'sugu|пол|gender|sex',
    phone:
      'mobiiltelefon|mobiil|mobiili nr|mobiilinumber|mob tel|mob|gsm|мобильный|мобильный телефон|моб телефон|сотовый|mobile|mobile phone|' +
      'mobile number|cell|cell phone|telefon|telefoninumber|telefoni nr|tel|tel nr|телефон|номер телефона|тел|phone|phone number|telephone|kontakttelefon',
    email:
      'e-post|e-posti aadress|e-mail|email|e-maili aadress|meil|эл почта|электронная почта|почта|e-mail address|mail',
    language:
      'suhtluskeel|keel|eelistatud keel|emakeel|язык общения|язык|родной язык|communication language|preferred language|language|lang',
    country:
      'elukohariik|elukoha riik|riik|residentsus|страна проживания|страна|country of residence|residence country|residence|country',
    clinic:
      'kliinik|kodukliinik|kliiniku nimi|filiaal|osakond|клиника|основная клиника|филиал|clinic|home clinic|clinic name|branch|practice',
    balance: `saldo|kontojääk|jääk|баланс|сальдо|счёт|balance|account balance|account|${DEBT_HEADINGS}`,
    deceased:
      'surnud|surmakuupäev|surmaaeg|surma kuupäev|умер|умерла|дата смерти|deceased|died|date of death|death date|dead',
    note: 'märkus|märkused|kommentaar|lisainfo|примечание|примечания|комментарий|заметка|note|notes|comment|comments|remark|remarks',
    marketingConsent:
      'turundusnõusolek|turunduse nõusolek|nõusolek turunduseks|otseturustus|reklaaminõusolek|nõusolek|согласие на рекламу|' +
      'согласие на маркетинг|маркетинговое согласие|согласие|marketing consent|consent to marketing|marketing|consent|opt in',
  },
  appointments: {
    code:
      'visiidi kood|visiidikood|visiidi nr|broneeringu kood|broneeringu nr|aja kood|vastuvõtu kood|kood|id|код визита|код приема|номер визита|' +
      'код|visit code|visit id|appointment code|appointment id|booking id|code|number|nr',
    patientCode:
      'patsiendi kood|patsiendikood|kliendi kood|patsiendi nr|patsiendi id|patsient|код пациента|код клиента|номер пациента|пациент|' +
      'patient code|patient id|patient number|client code|patient',
    clinic: 'kliinik|kliiniku nimi|filiaal|osakond|клиника|филиал|clinic|clinic name|branch|practice|location',
    startsAt:
      'kuupäev ja kellaaeg|kuupäev kellaaeg|visiidi aeg|vastuvõtu aeg|algus|algusaeg|algab|aeg|дата и время|время приема|время визита|начало|время|' +
      'starts at|start time|start|date and time|date time|appointment time|visit time|time',
    date: 'kuupäev|visiidi kuupäev|vastuvõtu kuupäev|päev|дата|дата приема|дата визита|date|appointment date|visit date|start date|day',
    time: 'kellaaeg|kell|час|часы|clock|hour',
    duration: 'kestus|kestvus|pikkus|длительность|продолжительность|duration|length',
    doctor:
      'arst|raviarst|hambaarst|spetsialist|töötaja|врач|доктор|специалист|doctor|dentist|provider|practitioner|specialist',
    office: 'kabinet|ruum|tuba|кабинет|каб|office|room|surgery|chair',
    status:
      'staatus|seisund|olek|visiidi staatus|broneeringu staatus|статус|состояние|status|state|visit status|appointment status',
  },
} as const

export type PatientField = keyof typeof HEADINGS.patients
export type AppointmentField = keyof typeof HEADINGS.appointments
export type ImportField<K extends ImportKind = ImportKind> = K extends 'patients' ? PatientField : AppointmentField

/** All fields of a kind of file, in the order in which a form offers them. */
export const IMPORT_FIELDS: { [K in ImportKind]: readonly ImportField<K>[] } = {
  patients: Object.keys(HEADINGS.patients) as PatientField[],
  appointments: Object.keys(HEADINGS.appointments) as AppointmentField[],
}

/** Which column (counted from 0) holds a field. */
export type ColumnMapping<K extends ImportKind = ImportKind> = Partial<Record<ImportField<K>, number>>

/** As a mapping, of whichever kind of file. */
export type ColumnPositions = Partial<Record<PatientField | AppointmentField, number>>

/**
 * Finds the fields in the heading row of a file by their Estonian, Russian and English names, whatever the case, spaces,
 * punctuation, diacritics, and what stands in brackets. A proposal: the mapping may be changed by hand. No column is taken twice.
 */
export function recogniseColumns<K extends ImportKind>(
  kind: K,
  headings: readonly string[],
): { mapping: ColumnMapping<K>; missing: ImportField<K>[]; unrecognised: number[] } {
  const keys = headings.map(headingKey)
  const candidates = Object.entries<string>(HEADINGS[kind]).flatMap(([field, names]) =>
    names
      .split('|')
      .map((name, rank) => ({ field: field as ImportField<K>, rank, column: keys.indexOf(headingKey(name)) })),
  )

  const mapping: ColumnMapping<K> = {}
  const taken = new Set<number>()
  for (const { field, column } of candidates.filter(({ column }) => column >= 0).sort((a, b) => a.rank - b.rank)) {
    if (mapping[field] !== undefined || taken.has(column)) continue
    mapping[field] = column
    taken.add(column)
  }
  if (kind === 'appointments') settleTime(mapping)
  const unrecognised = headings.flatMap((_heading, column) => (taken.has(column) ? [] : [column]))
  return { mapping, missing: missingFields(kind, mapping), unrecognised }
}

/** Whether a column of this heading holds debts: 12,50 in it is what the patient owes, and −12,50 what was paid ahead. */
export function isDebtHeading(heading: string): boolean {
  return debtKeys.has(headingKey(heading))
}

const REQUIRED: { [K in ImportKind]: readonly ImportField<K>[] } = {
  patients: ['code', 'firstName', 'lastName', 'clinic'],
  appointments: ['code', 'patientCode', 'clinic', 'startsAt', 'status'],
}

/** The fields without which no row can be taken. A full name stands for first and last name, a day and a clock for the time. */
export function missingFields<K extends ImportKind>(kind: K, mapping: ColumnMapping<K>): ImportField<K>[] {
  const has = (field: ImportField) => (mapping as ColumnMapping)[field] !== undefined
  return REQUIRED[kind].filter((field) => {
    if (field === 'firstName' || field === 'lastName') return !has(field) && !has('fullName')
    if (field === 'startsAt') return !has(field) && !(has('date') && has('time'))
    return !has(field)
  })
}

/** *Kuupäev* alone holds the time too; beside it *Aeg* is the clock and not the whole time. */
function settleTime(mapping: ColumnMapping): void {
  if (mapping.date === undefined || mapping.time !== undefined) return
  if (mapping.startsAt === undefined) {
    mapping.startsAt = mapping.date
    delete mapping.date
  } else {
    mapping.time = mapping.startsAt
    delete mapping.startsAt
  }
}

const UNITS = new Set(['min', 'minutites', 'minutit', 'minutes', 'мин', 'минут', 'eur', 'euro', 'eurodes', 'евро', '1'])

function headingKey(heading: string): string {
  const words = cellKey(heading.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')).split(' ')
  return words.filter((word) => !UNITS.has(word)).join('')
}

const debtKeys = new Set(DEBT_HEADINGS.split('|').map(headingKey))
