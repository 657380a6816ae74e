import { normaliseMergedValue } from '#lib/core/text-normalisation.ts'

// What a text about a visit says of it, within budgets: a text of a template is never longer than its author was shown. All lengths
// are UTF-16 units after NFC. Wall-clock times come from PostgreSQL ('2027-03-12T14:30'); no zone is known here.

/** The room that each value is counted with, and cut to. */
export const BUDGETS = { name: 25, time: 16, doctor: 22, office: 5 } as const

/** What stands between the parts of two visits that one text tells of. */
const AND = ', '

const WEEKDAYS: Record<string, readonly string[]> = {
  et: ['P', 'E', 'T', 'K', 'N', 'R', 'L'],
  ru: ['вс', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
const BEFORE_TIME: Record<string, string> = { et: ' kl ', ru: ' в ', en: ' ' }

/**
 * Date and time in at most 16 characters: `N 12.03 kl 14:30`, `чт 12.03 в 14:30`, `Thu 12 Mar 14:30`; `12.03.2027 14:30` in any other
 * language. Further visits of the same day add their times alone.
 */
export function visitTimeOf(language: string, localTimes: readonly string[]): string {
  const [first = '', ...others] = localTimes
  const { year, month, day, time } = partsOf(first)
  const weekday = WEEKDAYS[language]?.[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]
  const date = `${two(day)}.${two(month)}`
  const from = weekday
    ? `${weekday} ${language === 'en' ? `${day} ${MONTHS[month - 1]}` : date}${BEFORE_TIME[language]}${time}`
    : `${date}.${year} ${time}`
  return [from, ...others.map((local) => partsOf(local).time)].join(AND)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Names of who comes, cut at a word; one that is a single long word loses its end rather than the whole text its greeting. */
export function visitNameOf(names: readonly string[]): string {
  const known = distinct(names)
  const all = known.join(AND)
  if (all.length <= BUDGETS.name) return all
  const firstWords = known.map((name) => name.split(' ')[0] ?? '').join(AND)
  return firstWords.length <= BUDGETS.name ? firstWords : cutAtWord(known.length > 1 ? firstWords : all, BUDGETS.name)
}

/** A doctor's name; a long one keeps the surname and has its first names as initials. Two doctors are none: the text stays short. */
export function visitDoctorOf(doctors: readonly (string | null)[]): string {
  const known = distinct(doctors)
  const [doctor = ''] = known
  if (known.length !== 1 || doctor.length <= BUDGETS.doctor) return known.length === 1 ? doctor : ''
  const words = doctor.split(' ')
  const title = words[0]?.endsWith('.') || TITLES.has(words[0]?.toLowerCase() ?? '') ? words.shift() : undefined
  const surname = words.pop() ?? ''
  const initials = words.map((name) => name.split('-').map(initialOf).join('-'))
  const short = [title, ...initials, surname].filter(Boolean).join(' ')
  if (short.length <= BUDGETS.doctor) return short
  return surname.length <= BUDGETS.doctor
    ? surname
    : cutAtWord(surname.replaceAll('-', '- '), BUDGETS.doctor).replaceAll('- ', '-')
}

const TITLES = new Set(['dr', 'doktor', 'hambaarst', 'д-р', 'доктор', 'врач', 'prof', 'doctor'])

const OFFICE_WORDS: Record<string, string> = { et: 'kab ', ru: 'каб. ', en: 'room ' }

/** `kab 12`; nothing for an office that does not fit, or for two of them. A number in hand helps, half a name does not. */
export function visitOfficeOf(language: string, offices: readonly (string | null)[]): string {
  const known = distinct(offices)
  const [office = ''] = known
  if (known.length !== 1 || office === '' || office.length > BUDGETS.office) return ''
  return `${OFFICE_WORDS[language] ?? ''}${office}`
}

/** The most that `visitOfficeOf` takes in a language. */
export function officeBudget(language: string): number {
  return BUDGETS.office + (OFFICE_WORDS[language] ?? '').length
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.map((value) => normaliseMergedValue(value ?? '')).filter((value) => value !== ''))]
}

function initialOf(name: string): string {
  const [first = ''] = name
  return first === '' ? '' : `${first}.`
}

/** Never inside a letter: a letter of two units is kept or dropped as a whole. */
function cutAtWord(text: string, max: number): string {
  const words = text.split(' ')
  let kept = ''
  for (const word of words) {
    const next = kept === '' ? word : `${kept} ${word}`
    if (next.length > max) break
    kept = next
  }
  if (kept !== '') return kept.replace(/,$/, '')
  let cut = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (cut.length + segment.length > max) break
    cut += segment
  }
  return cut
}

function partsOf(local: string): { year: number; month: number; day: number; time: string } {
  const match = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}:\d{2})/.exec(local)
  if (!match) throw new RangeError(`Not a wall-clock time: ${local}`)
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]), time: match[4] ?? '' }
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
