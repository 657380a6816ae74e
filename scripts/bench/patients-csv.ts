import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { FIRST_NAMES, LAST_NAMES } from '#db/seed/names.ts'

// The same invented people in two files: as a clinic's own program exports them, and as a careful engineer would wish for them,
// read already and ready for COPY.

export const COPIED_COLUMNS = [
  'code',
  'first_name',
  'last_name',
  'birth_date',
  'gender',
  'phone_typed',
  'phone',
  'phone_kind',
  'phone_country',
  'email',
  'language',
  'country',
  'clinic_id',
  'balance_micro',
  'deceased',
  'marketing_consent',
  'consent_wording',
] as const

type Clinic = { id: string; name: string }
type Cells = { exported: (string | number)[]; copied: (string | number | boolean)[] }

const HEADINGS =
  'Kood;Eesnimi;Perenimi;Sünniaeg;Sugu;Telefon;E-post;Suhtluskeel;Elukohariik;Kliinik;Saldo;Turundusnõusolek'
const LINES_PER_PIECE = 2_000
const EURO_MICRO = 1_000_000

const LANGUAGES = [
  { code: 'et', words: ['eesti', 'et', 'Eesti keel', 'EST'] },
  { code: 'ru', words: ['vene', 'ru', 'русский', 'vene keel'] },
  { code: 'en', words: ['inglise', 'en', 'English', 'eng'] },
] as const
const COUNTRY_WORDS = ['Eesti', 'EE', 'Estonia', 'EST']
const GENDERS = [
  { code: 'female', words: ['N', 'naine', 'F'] },
  { code: 'male', words: ['M', 'mees', 'M'] },
] as const

/** Writes `rows` people whose codes begin with `prefix` into both files. */
export async function writePatientFiles(
  files: { exported: string; copied: string },
  { rows, prefix, clinics }: { rows: number; prefix: string; clinics: readonly Clinic[] },
): Promise<void> {
  await pipeline(Readable.from(pieces('exported')), createWriteStream(files.exported))
  await pipeline(Readable.from(pieces('copied')), createWriteStream(files.copied))

  function* pieces(kind: keyof Cells) {
    if (kind === 'exported') yield `\ufeff${HEADINGS}\r\n`
    for (let from = 1; from <= rows; from += LINES_PER_PIECE) {
      let piece = ''
      for (let number = from; number < Math.min(from + LINES_PER_PIECE, rows + 1); number += 1) {
        const cells = cellsOf(number, prefix, clinics)
        piece += kind === 'exported' ? `${cells.exported.join(';')}\r\n` : `${cells.copied.join('\t')}\n`
      }
      yield piece
    }
  }
}

function cellsOf(number: number, prefix: string, clinics: readonly Clinic[]): Cells {
  const chance = chancesOf(number)
  const language = LANGUAGES[chance(100) < 60 ? 0 : 1 + Number(chance(100) > 70)] ?? LANGUAGES[0]
  const gender = GENDERS[chance(2)] ?? GENDERS[0]
  const clinic = clinics[chance(clinics.length)] ?? clinics[0]
  const firstName = pick(FIRST_NAMES[language.code][gender.code], chance)
  const lastName = pick(LAST_NAMES[language.code][gender.code], chance)
  const [year, month, day] = [1936 + chance(85), two(1 + chance(12)), two(1 + chance(28))]
  const national = `53${String(chance(1_000_000)).padStart(6, '0')}`
  const typed = pick(
    [national, `+372 ${national}`, `372${national}`, `${national.slice(0, 4)} ${national.slice(4)}`],
    chance,
  )
  const hasPhone = chance(100) < 97
  const email = chance(100) < 54 ? `Patsient${number}@Example.ee` : ''
  const debt = chance(100) < 10 ? chance(400) : 0
  const consent = pick(['jah', 'ei', 'jah', ''], chance)
  const code = `${prefix}${String(number).padStart(8, '0')}`

  const exported = [code, firstName, lastName, `${day}.${month}.${year}`, pick(gender.words, chance)]
  exported.push(hasPhone ? typed : '', email, pick(language.words, chance), pick(COUNTRY_WORDS, chance))
  exported.push(clinic?.name ?? '', debt > 0 ? `-${debt},50` : '0,00', consent)
  const phone = hasPhone ? [typed, `+372${national}`, 'mobile', 'EE'] : ['\\N', '\\N', 'none', '\\N']
  const agreed = { jah: true, ei: false }[consent] ?? '\\N'
  const copied = [code, firstName, lastName, `${year}-${month}-${day}`, gender.code, ...phone]
  return {
    exported,
    copied: [
      ...[...copied, email.toLowerCase() || '\\N', language.code, 'EE', clinic?.id ?? ''],
      ...[debt > 0 ? -(debt + 0.5) * EURO_MICRO : 0, false, agreed],
      consent ? `Turundusnõusolek: ${consent}` : '\\N',
    ],
  }
}

/** Numbers below a limit that look random and are the same each time (mulberry32). */
function chancesOf(seed: number): (below: number) => number {
  let state = seed * 0x9e3779b1
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function pick(words: readonly string[], chance: (below: number) => number): string {
  return words[chance(words.length)] ?? ''
}

function two(figure: number): string {
  return String(figure).padStart(2, '0')
}
