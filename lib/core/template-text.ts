import type { AnyPlaceholder } from '#lib/core/placeholders.ts'
import { ANY_PLACEHOLDER, compileComposition } from '#lib/core/placeholders.ts'
import { renderParts } from '#lib/core/rendering.ts'
import { normaliseText } from '#lib/core/text-normalisation.ts'
import { BUDGETS, officeBudget } from '#lib/core/visit-text.ts'

export const TEMPLATE_PURPOSES = [
  'reminder',
  'time_changed',
  'confirmation',
  'greeting',
  'recall',
  'bulk',
  'private',
] as const
export type TemplatePurpose = (typeof TEMPLATE_PURPOSES)[number]

/** Purposes whose texts are about a visit: only they may have endings and the visit's own elements. */
export const VISIT_PURPOSES = ['reminder', 'time_changed', 'confirmation'] as const satisfies TemplatePurpose[]

export const ENDINGS = ['time', 'doctor', 'office', 'link'] as const
export type Ending = (typeof ENDINGS)[number]

/** The longest text of one location, unless its operator says otherwise: one below two parts in UCS-2. */
export const DEFAULT_MAX_CHARACTERS = 133

const ELEMENT_OF = {
  time: '{visit_time}',
  doctor: '{visit_doctor}',
  office: '{visit_office}',
  link: '{visit_link}',
} as const satisfies Record<Ending, string>

export function isVisitPurpose(purpose: TemplatePurpose): boolean {
  return (VISIT_PURPOSES as readonly TemplatePurpose[]).includes(purpose)
}

/** A template's body with the chosen endings after it, as it is frozen: time, doctor and office as a list, the link after a space. */
export function bodyWithEndings(body: string, endings: readonly Ending[]): string {
  const facts = ENDINGS.filter((ending) => ending !== 'link' && endings.includes(ending)).map(
    (ending) => ELEMENT_OF[ending],
  )
  const link = endings.includes('link') ? ELEMENT_OF.link : ''
  return [body.trimEnd(), facts.join(', '), link].filter((part) => part !== '').join(' ')
}

/**
 * The most characters (UTF-16 units after NFC) that a text of this wording takes, each value at its budget. What no budget is known
 * for, names of clinics and chains, comes at its real length.
 */
export function longestTextOf(
  body: string,
  {
    language,
    linkCharacters,
    longest,
  }: { language: string; linkCharacters: number; longest: Partial<Record<AnyPlaceholder, number>> },
): number {
  const room: Partial<Record<AnyPlaceholder, number>> = {
    first_name: BUDGETS.name,
    last_name: BUDGETS.name,
    visit_time: BUDGETS.time,
    visit_old_time: BUDGETS.time,
    visit_doctor: BUDGETS.doctor,
    visit_office: officeBudget(language),
    visit_link: linkCharacters,
    ...longest,
  }
  const values = Object.fromEntries(ANY_PLACEHOLDER.map((name) => [name, 'x'.repeat(room[name] ?? 0)]))
  return normaliseText(renderParts(compileComposition(body, ANY_PLACEHOLDER), values)).length
}
