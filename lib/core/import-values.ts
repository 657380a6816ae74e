import { cellKey, remembering } from '#lib/core/cell-words.ts'

/** What stood in a cell: a value, nothing (null, not wrong) or something that cannot be read (null and wrong). */
export type CellReading<T> = { value: T; isWrong: false } | { value: null; isWrong: boolean }

const EMPTY = { value: null, isWrong: false } as const
const WRONG = { value: null, isWrong: true } as const

const MICRO_PER_CENT = 10_000
const MAX_EURO_DIGITS = 9

/**
 * An amount of euros as micro-euros, rounded to cents: `-12,50`, `1 234,56 €`, `1.234,56`, `1,234.56`, `(12,00)`, `12,50-`, `−5`.
 * One separator with three digits behind it (1.234) may be a thousand or a fraction, and is wrong rather than guessed at.
 */
export const readMoneyMicro: (cell: string) => CellReading<number> = remembering((cell) => {
  const text = cell.replace(/[\s\p{Zs}']|€|eur(?:ot|os|o)?|евро/giu, '').replace(/[−–—]/g, '-')
  if (text === '' || text === '-') return EMPTY

  const match = /^(\(?)([-+]?)(\d[\d.,]*|[.,]\d+)(-?)(\)?)$/.exec(text)
  if (!match) return WRONG
  const [, open, sign, figures = '', trailing, close] = match
  if ((open === '(') !== (close === ')')) return WRONG

  const cents = centsOf(figures)
  if (cents === null) return WRONG
  const isNegative = open === '(' || sign === '-' || trailing === '-'
  return { value: isNegative && cents !== 0 ? -cents * MICRO_PER_CENT : cents * MICRO_PER_CENT, isWrong: false }
})

function centsOf(figures: string): number | null {
  const marks = figures.replace(/\d/g, '')
  // The last mark is the decimal one unless the one before it is the same: 1.234,56 but 1.234.567.
  const decimalAt = marks.at(-1) === marks.at(-2) ? figures.length : figures.search(/[.,]\d*$/)
  const whole = figures.slice(0, decimalAt)
  const fraction = figures.slice(decimalAt + 1)

  if (marks.length === 1 && fraction.length === 3 && Number(whole) > 0) return null
  if (/[.,]/.test(whole) && !/^\d{1,3}((\.\d{3})+|(,\d{3})+)$/.test(whole)) return null
  const wholeDigits = whole.replace(/\D/g, '')
  if (wholeDigits.length > MAX_EURO_DIGITS) return null
  return Math.round(Number(`${wholeDigits || '0'}.${fraction || '0'}`) * 100)
}

const YES =
  'jah|j|ja|yes|y|да|д|true|tosi|1|x|х|olemas|nõus|on nõus|antud|lubatud|согласен|согласна|есть|agreed|given|ok|opt in'
const NO =
  'ei|e|no|n|нет|н|false|vale|0|puudub|ei ole|pole|ei ole nõus|pole nõus|keeldus|keeldub|loobus|loobunud|keelatud|не согласен|' +
  'не согласна|отказ|отказался|отказалась|declined|refused|none|opt out'
const ANSWERS = new Map<string, boolean>([
  ...YES.split('|').map((word) => [cellKey(word), true] as const),
  ...NO.split('|').map((word) => [cellKey(word), false] as const),
])

/** A yes or no in Estonian, Russian or English. Null when the cell says neither; as consent that is no yes. */
export const readYesNo: (cell: string | null | undefined) => boolean | null = remembering((cell) => {
  const text = cell.trim()
  if (/^[+✓✔☑]$/u.test(text)) return true
  if (/^[-–—✗✘☐]$/u.test(text)) return false
  return ANSWERS.get(cellKey(text)) ?? null
})

const MAX_EMAIL_CELL_CHARACTERS = 2_000
const MAX_EMAIL_CHARACTERS = 254
const MAX_LOCAL_PART_CHARACTERS = 64
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN = /^([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(\p{L}{2,63}|xn--[a-z0-9-]{2,59})$/u

/**
 * An e-mail address, its domain in lower case; the first of several. A cell that is meant as one but is none (`mari@@näide.ee`,
 * `mari at näide.ee`) is wrong; words for *none* are empty.
 */
export function readEmail(cell: string): CellReading<string> {
  const text = cell.replace(/[\u200b\ufeff]/g, '').trim()
  if (text.length > MAX_EMAIL_CELL_CHARACTERS) return WRONG
  if (text === '' || (!text.includes('@') && (ANSWERS.get(cellKey(text)) === false || cellKey(text) === '')))
    return EMPTY

  const [first = ''] = (/<([^<>]+)>/.exec(text)?.[1] ?? text).split(/[,;|]|\s+(?=\S+@)/)
  const address = first.trim().replace(/^mailto:/i, '')
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = address.slice(at + 1).toLowerCase()
  const isAddress =
    at > 0 &&
    address.length <= MAX_EMAIL_CHARACTERS &&
    local.length <= MAX_LOCAL_PART_CHARACTERS &&
    LOCAL_PART.test(local) &&
    DOMAIN.test(domain)
  return isAddress ? { value: `${local}@${domain}`, isWrong: false } : WRONG
}

const DEATH =
  'surnud|suri|surn|lahkunud meie seast|умер|умерла|скончался|скончалась|покойный|покойная|deceased|died|dead|passed away|rip'
const AROUND_DEATH = new Set(
  'patsient klient isik on patient client is was has the пациент пациентка клиент a aastal in в г году kuupaev date дата'.split(
    ' ',
  ),
)
const DEATH_WORDS = DEATH.split('|').map((words) => cellKey(words))

/**
 * Whether a note says that the patient has died: *surnud*, *умерла 12.03.2024*, *† 2024*. Only when it says nothing else about
 * anything else: a dead tooth (*surnud hammas*) or a dead mother must not silence a living patient.
 */
export const saysDeceased: (note: string | null | undefined) => boolean = remembering((note) =>
  note.split(/[;,!?()\n]|\.(?!\d)/).some((clause) => {
    if (/^\s*[†✝]/u.test(clause)) return /^[\s\d.†✝/-]*$/u.test(clause)
    const words = cellKey(clause)
      .split(' ')
      .filter((word) => !AROUND_DEATH.has(word) && !/^\d+$/.test(word))
      .join(' ')
    return DEATH_WORDS.includes(words)
  }),
)
