/** What can be wrong with a field; each is a sentence in messages/<locale>/validation.json (a test holds them equal). */
export const VALIDATION_CODES = [
  'required',
  'too_short',
  'too_long',
  'not_a_number',
  'not_a_date',
  'not_a_time',
  'not_a_moment',
  'not_an_email',
  'not_a_phone',
  'line_break',
  'range',
  'from_after_to',
  'in_the_past',
  'choose_one',
  'choose_at_least_one',
  'too_many',
  'already_exists',
  'not_in_list',
  'invalid',
] as const
export type ValidationCode = (typeof VALIDATION_CODES)[number]

/**
 * The error text of a zod rule: a code, with the figures its sentence needs.
 *
 * `z.string().max(200, validationIssue('too_long', { max: 200 }))`
 */
export function validationIssue(code: ValidationCode, params: Record<string, number> = {}): string {
  const figures = Object.entries(params).map(([name, value]) => `${name}=${value}`)
  return [code, ...figures].join('|')
}

/** Takes such a text apart; one that zod made by itself, for a case nobody named, is `invalid`. */
export function readValidationIssue(text: string): { code: ValidationCode; params: Record<string, number> } {
  const [name, ...figures] = text.split('|')
  const code = VALIDATION_CODES.find((known) => known === name)
  if (!code) return { code: 'invalid', params: {} }
  const params = figures.map((figure) => figure.split('=')).map(([key = '', value]) => [key, Number(value)] as const)
  return { code, params: Object.fromEntries(params) }
}
