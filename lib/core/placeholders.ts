/** What an author may leave to be filled in; written `{first_name}`. The opt-out link is none of them: it is always added. */
export const PLACEHOLDERS = ['first_name', 'last_name', 'clinic_name', 'clinic_phone', 'chain_name'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** What only a text about a visit can have. The link is added as an ending, never typed. */
export const VISIT_PLACEHOLDERS = [
  'visit_time',
  'visit_old_time',
  'visit_doctor',
  'visit_office',
  'visit_link',
] as const
export type VisitPlaceholder = (typeof VISIT_PLACEHOLDERS)[number]

export type AnyPlaceholder = Placeholder | VisitPlaceholder
export const ANY_PLACEHOLDER: readonly AnyPlaceholder[] = [...PLACEHOLDERS, ...VISIT_PLACEHOLDERS]

/** The values of one recipient; a missing one leaves no hole in the text, see rendering.ts. */
export type PlaceholderValues = Partial<Record<AnyPlaceholder, string | null>>

export type CompositionPart<P extends AnyPlaceholder = Placeholder> = { literal: string } | { placeholder: P }

export type UnknownPlaceholder = {
  /** As written, without the braces. */
  name: string
  /** Where its opening brace stands, in UTF-16 units. */
  position: number
}

export type CompiledComposition<P extends AnyPlaceholder = Placeholder> = {
  parts: CompositionPart<P>[]
  /** Each placeholder of the text once. */
  placeholders: P[]
  /** Names in braces that stand for nothing. A text with one is refused (`placeholder_unknown`); here it is literal text. */
  unknown: UnknownPlaceholder[]
}

// A name in braces, in any script: `{eesnimi}` and `{имя}` are mistakes to point out, `{` and `{5}` are just text.
const NAME_IN_BRACES = /\{\s*(\p{L}[\p{L}\p{N}_ -]{0,39}?)\s*\}/gu

/** Takes a text apart once, so that a million recipients can be rendered without looking for braces again. Never throws. */
export function compileComposition(text: string): CompiledComposition
export function compileComposition<P extends AnyPlaceholder>(text: string, known: readonly P[]): CompiledComposition<P>
export function compileComposition(
  text: string,
  known: readonly AnyPlaceholder[] = PLACEHOLDERS,
): CompiledComposition<AnyPlaceholder> {
  const parts: CompositionPart<AnyPlaceholder>[] = []
  const placeholders = new Set<AnyPlaceholder>()
  const unknown: UnknownPlaceholder[] = []
  let literalFrom = 0

  for (const match of text.matchAll(NAME_IN_BRACES)) {
    const written = match[1] ?? ''
    const name = known.find((placeholder) => placeholder === written)
    if (!name) {
      unknown.push({ name: written, position: match.index })
      continue
    }
    if (match.index > literalFrom) parts.push({ literal: text.slice(literalFrom, match.index) })
    parts.push({ placeholder: name })
    placeholders.add(name)
    literalFrom = match.index + match[0].length
  }

  if (literalFrom < text.length) parts.push({ literal: text.slice(literalFrom) })
  return { parts, placeholders: [...placeholders], unknown }
}

const SAMPLES: Record<string, Record<Placeholder, string>> = {
  et: {
    first_name: 'Mari',
    last_name: 'Tamm',
    clinic_name: 'Tallinna kliinik',
    clinic_phone: '600 1234',
    chain_name: 'Hambakliinik',
  },
  ru: {
    first_name: 'Мария',
    last_name: 'Иванова',
    clinic_name: 'Таллиннская клиника',
    clinic_phone: '600 1234',
    chain_name: 'Hambakliinik',
  },
  en: {
    first_name: 'Mary',
    last_name: 'Taylor',
    clinic_name: 'Tallinn clinic',
    clinic_phone: '600 1234',
    chain_name: 'Hambakliinik',
  },
}

/** Made-up values that show in the editor what a placeholder will look like. */
export function samplePlaceholderValues(language: string): Record<Placeholder, string> {
  return SAMPLES[language] ?? (SAMPLES.en as Record<Placeholder, string>)
}
