import type { AnyPlaceholder, PlaceholderValues } from '#lib/core/placeholders.ts'
import { ANY_PLACEHOLDER, compileComposition, PLACEHOLDERS } from '#lib/core/placeholders.ts'
import type { TextPurpose } from '#lib/core/refusal-purposes.ts'
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

/** The elements that an author may put into a text. A link is added as an ending, and only a changed time has an old one. */
export function elementsFor(purpose: TemplatePurpose): AnyPlaceholder[] {
  if (!isVisitPurpose(purpose)) return [...PLACEHOLDERS]
  const changed = purpose === 'time_changed' ? (['visit_old_time'] as const) : []
  return [...PLACEHOLDERS, 'visit_time', ...changed, 'visit_doctor', 'visit_office']
}

/** As which a text of a template is refused and counted. What bulk mail or a private message is, its author says when applying it. */
export function textPurposeOf(purpose: TemplatePurpose): TextPurpose {
  return purpose === 'greeting' || purpose === 'recall' ? purpose : 'notice'
}

/** What is not the same for every text: the language, and lengths that no budget is known for, in UTF-16 units. */
export type LengthTerms = {
  language: string
  linkCharacters: number
  longest: Partial<Record<AnyPlaceholder, number>>
}

/**
 * The most characters (UTF-16 units after NFC) that a text of this wording takes, each value at its budget. What no budget is known
 * for, names of clinics and chains, comes at its real length.
 */
export function longestTextOf(body: string, terms: LengthTerms): number {
  return normaliseText(renderParts(compileComposition(body, ANY_PLACEHOLDER), longestValues(terms))).length
}

/** Values that fill their room with letters of the plainest kind: what a text takes that leaves room for all of them. */
export function longestValues(terms: LengthTerms): PlaceholderValues {
  const room = roomOf(terms)
  return Object.fromEntries(ANY_PLACEHOLDER.map((name) => [name, 'x'.repeat(room[name])]))
}

export type TextBudget = {
  /** The same number as `longestTextOf`. */
  characters: number
  /** The author's own words, with what stands between the elements. */
  own: number
  /** Every element of the text with the room kept for it, in the order of first use; one that stands twice takes it twice. */
  elements: { element: AnyPlaceholder; characters: number }[]
}

/** What the most characters of a text go to. */
export function textBudgetOf(body: string, terms: LengthTerms): TextBudget {
  const room = roomOf(terms)
  const taken = new Map<AnyPlaceholder, number>()
  for (const part of compileComposition(body, ANY_PLACEHOLDER).parts) {
    if ('placeholder' in part) taken.set(part.placeholder, (taken.get(part.placeholder) ?? 0) + room[part.placeholder])
  }
  const elements = [...taken].map(([element, characters]) => ({ element, characters }))
  const characters = longestTextOf(body, terms)
  return { characters, own: characters - elements.reduce((sum, one) => sum + one.characters, 0), elements }
}

/** The room that each element is counted with. */
export function roomOf({ language, linkCharacters, longest }: LengthTerms): Record<AnyPlaceholder, number> {
  return {
    first_name: BUDGETS.name,
    last_name: BUDGETS.name,
    clinic_name: 0,
    clinic_phone: 0,
    chain_name: 0,
    visit_time: BUDGETS.time,
    visit_old_time: BUDGETS.time,
    visit_doctor: BUDGETS.doctor,
    visit_office: officeBudget(language),
    visit_link: linkCharacters,
    ...longest,
  }
}
