const STARTS_FORMULA = /^[=+\-@\t\r]/
const PHONE_NUMBER = /^\+?[\d\s]+$/

/**
 * A cell of an exported file that a spreadsheet takes for text: one that begins like a formula gets an apostrophe in front, so
 * that a patient called `=HYPERLINK(…)` stays a name. A column of phone numbers keeps its plus, as long as they are numbers.
 * Quoting is left to the CSV writer.
 */
export function csvCell(value: string | null | undefined, kind: 'text' | 'phone' = 'text'): string {
  if (!value) return ''
  if (kind === 'phone' && PHONE_NUMBER.test(value)) return value
  return STARTS_FORMULA.test(value) ? `'${value}` : value
}
