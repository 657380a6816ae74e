import iconv from 'iconv-lite'

import type { ImportFile } from '#lib/imports/file.ts'
import { COUNTRIES, EMAILS, HEADINGS, WORDS } from '#tests/messy-words.ts'

// Exports of clinics as they come: the same people, written down in ever other ways. What an import must make of them is
// counted here from the people themselves, never by reading the file.

export type Mess = {
  seed: number
  headings: 'et' | 'ru' | 'en'
  delimiter: ';' | ',' | '\t'
  encoding:
    | 'utf-8'
    | 'utf-8 with mark'
    | 'utf-16le'
    | 'utf-16be'
    | 'utf-16le with mark'
    | 'utf-16be with mark'
    | 'windows-1257'
  lineEnd: '\n' | '\r\n'
}

type Column = keyof (typeof HEADINGS)['et']
type Row = Record<Column, string>

export const MESSY_CLINICS = ['Tartu kliinik', 'Õismäe kliinik', 'Pärnu kliinik']

/** The same file for the same mess, with what an import of it must come to, under the names of expected.json. */
export function messyExport(
  mess: Mess,
  people = 300,
): { file: ImportFile; expected: Record<string, unknown>; reasons: Record<string, number> } {
  const random = seeded(mess.seed)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const chance = (share: number) => random() < share
  const hasCyrillic = mess.encoding !== 'windows-1257'
  const names = [
    'Mäe',
    'Õunapuu',
    "O'Brien",
    'Šmidt',
    'Žukov',
    'Tamm-Põld',
    ...(hasCyrillic ? ['Щербакова', 'Ёлкин'] : []),
  ]

  const accepted = new Map<string, { row: Row; facts: Facts }>()
  const lines: Row[] = []
  const reasons: Record<string, number> = {}
  for (let n = 0; n < people; n += 1) {
    const person = aPerson(`K-${String(n).padStart(4, '0')}`)
    accepted.set(person.row.code.trim(), person)
    lines.push(person.row)
  }
  // Entered twice, far apart; half of them changed since, and then the later row is the truth.
  const twice = [...accepted.values()].filter(() => chance(0.08))
  for (const person of twice) {
    const code = person.row.code.trim()
    const again = chance(0.5) ? aPerson(code) : person
    accepted.set(code, again)
    lines.push(again.row)
  }
  const refuse = (reason: string, change: Partial<Row>) => {
    reasons[reason] = (reasons[reason] ?? 0) + 1
    lines.splice(Math.floor(random() * lines.length), 0, { ...aPerson(`X-${lines.length}`).row, ...change })
  }
  for (const born of ['31.02.1980', '00.00.0000', 'homme', '12.13.1990', '01.01.2090'])
    refuse('birth_date_wrong', { born })
  for (const clinic of ['Olematu kliinik', 'Tartu']) refuse('clinic_unknown', { clinic })
  refuse('clinic_missing', { clinic: '  ' })
  refuse('name_missing', { first: ' ', last: '' })
  refuse('code_missing', { code: '' })
  refuse('balance_wrong', { balance: 'palju' })

  const facts = [...accepted.values()].map((person) => person.facts)
  const numbers = facts.flatMap(({ sms }) => sms ?? [])
  const refused = Object.values(reasons).reduce((sum, count) => sum + count, 0)
  return {
    file: written(),
    reasons,
    expected: {
      rows: lines.length,
      imported: facts.length,
      refused,
      rows_entered_twice: twice.length,
      by_language: countBy(facts.map(({ language }) => language)),
      by_country: countBy(facts.map(({ country }) => country)),
      by_clinic: countBy(facts.map(({ clinic }) => clinic)),
      with_sms_number: numbers.length,
      distinct_sms_numbers: new Set(numbers).size,
      landline_only: facts.filter(({ landline }) => landline).length,
      invalid_number: facts.filter(({ invalid }) => invalid).length,
      with_email: facts.filter(({ email }) => email).length,
      debtors: facts.filter(({ cents }) => cents < 0).length,
      debt_cents: -facts.reduce((sum, { cents }) => sum + Math.min(0, cents), 0),
      deceased: facts.filter(({ deceased }) => deceased).length,
      marketing_consent: facts.filter(({ consent }) => consent).length,
      female: facts.filter(({ female }) => female).length,
      born_29_feb: facts.filter(({ leapling }) => leapling).length,
    },
  }

  function aPerson(code: string): { row: Row; facts: Facts } {
    const language = pick(['et', 'et', 'ru', 'en', 'None'] as const)
    const country = pick(['EE', 'EE', 'FI', 'LV'] as const)
    const clinic = pick(MESSY_CLINICS)
    const female = chance(0.5)
    const leapling = chance(0.05)
    const [year, month, day] = leapling ? ['1984', '02', '29'] : [String(1930 + Math.floor(random() * 90)), '03', '17']
    const phone = aPhone()
    const email = pick([null, null, 'whole', 'broken'] as const)
    const cents = chance(0.3) ? -Math.floor(1 + random() * 500_000) : 0
    const deceased = chance(0.05)
    const consent = chance(0.5)
    return {
      row: {
        code: chance(0.2) ? ` ${code} ` : code,
        first: pick(['Mari', 'Jüri', 'Anna "Ann"', ' Kalle  Juhan ']),
        last: pick(names),
        born: pick([
          `${day}.${month}.${year}`,
          `${year}-${month}-${day}`,
          `${day}/${month}/${year}`,
          `${Number(day)}.${Number(month)}.${year}`,
        ]),
        gender: pick(female ? ['N', 'F', 'naine', 'female'] : ['M', 'mees', 'male']),
        phone: phone.typed,
        email: email ? pick(EMAILS[email](code)) : '',
        language: pick(WORDS[language]),
        country: pick(COUNTRIES[country]),
        clinic: pick([clinic, ` ${clinic} `, clinic.toUpperCase(), clinic.replace(' ', '  ')]),
        balance: moneyText(cents),
        note: deceased
          ? pick(['surnud', 'Surnud', 'surnud 12.03.2024'])
          : pick(['', '', 'allergia; penitsilliin', 'helista\nhommikul', 'surnud hammas 4.6']),
        consent: consent ? pick(['jah', 'Jah', 'yes', '1']) : pick(['ei', 'no', '0', '']),
      },
      facts: {
        language,
        country,
        clinic,
        female,
        leapling,
        sms: phone.sms,
        landline: phone.landline,
        invalid: phone.invalid,
        email: email === 'whole',
        cents,
        deceased,
        consent,
      },
    }
  }

  function aPhone(): { typed: string; sms: string | null; landline: boolean; invalid: boolean } {
    const none = { sms: null, landline: false, invalid: false }
    const kind = random()
    if (kind < 0.1) return { ...none, typed: pick(['', '-', 'ei ole', 'puudub']) }
    if (kind < 0.2) return { ...none, landline: true, typed: pick(['6123456', '+372 612 3456', '743 3324']) }
    if (kind < 0.3) return { ...none, invalid: true, typed: pick(['5123', '12345678901234', '5xx xxxx', '853098418']) }
    const digits = `530${10_000 + Math.floor(random() * 300)}`
    const typed = pick([
      digits,
      ` ${digits} `,
      `+372${digits}`,
      `00372${digits}`,
      `372${digits}`,
      `tel. ${digits}`,
      `${digits.slice(0, 4)} ${digits.slice(4)}`,
      `${digits.slice(0, 3)}-${digits.slice(3)}`,
      `${digits}, 6123456`,
      `+372 ${digits} (ema)`,
    ])
    return { ...none, typed, sms: `+372${digits}` }
  }

  function moneyText(cents: number): string {
    if (cents === 0) return pick(['', '0', '0,00', '0.00'])
    const euros = String(Math.floor(-cents / 100))
    const rest = String(-cents % 100).padStart(2, '0')
    const grouped = euros.length > 3 ? `${euros.slice(0, -3)} ${euros.slice(-3)}` : euros
    return pick(
      [`-${euros},${rest}`, `-${euros}.${rest}`, `−${grouped},${rest} €`, `(${euros},${rest})`].filter(
        (text) => hasCyrillic || !text.includes('−'),
      ),
    )
  }

  function written(): ImportFile {
    const headings = HEADINGS[mess.headings]
    const order = shuffled([...(Object.keys(headings) as Column[]), 'extra' as const, 'other' as const])
    const cellsOf = (row: Row) =>
      order.map((column) => (column === 'extra' || column === 'other' ? pick(['', 'x']) : row[column]))
    const table = [
      order.map((column) => ({ ...headings, extra: 'Arsti tuju', other: '' })[column]),
      ...lines.map(cellsOf),
    ]
    const text = table
      .map((cells) => cells.map(quoted).join(mess.delimiter))
      .flatMap((line) => (chance(0.03) ? [line, ''] : [line]))
    const bytes = encoded(text.join(mess.lineEnd) + (chance(0.5) ? mess.lineEnd : ''), mess.encoding)
    return {
      name: 'messy.csv',
      async *pieces() {
        // Odd pieces, so that characters and line ends are cut in two.
        for (let at = 0; at < bytes.length; at += 777) yield bytes.subarray(at, at + 777)
      },
    }
  }

  function quoted(cell: string): string {
    const needs = /["\r\n]/.test(cell) || cell.includes(mess.delimiter)
    return needs || chance(0.1) ? `"${cell.replaceAll('"', '""')}"` : cell
  }

  function shuffled<T>(values: T[]): T[] {
    return values
      .map((value) => ({ value, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ value }) => value)
  }
}

type Facts = {
  language: string
  country: string
  clinic: string
  female: boolean
  leapling: boolean
  sms: string | null
  landline: boolean
  invalid: boolean
  email: boolean
  cents: number
  deceased: boolean
  consent: boolean
}

function encoded(text: string, encoding: Mess['encoding']): Buffer {
  const [name = ''] = encoding.split(' ')
  return iconv.encode(text, name, { addBOM: encoding.endsWith('with mark') })
}

function countBy(keys: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

/** mulberry32: small, and the same numbers everywhere. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
