import type { PlaceholderValues } from '#lib/core/placeholders.ts'
import type { SampleLength } from '#lib/core/sample-visits.ts'
import type { LengthTerms } from '#lib/core/template-text.ts'

/** What a text is written and counted with, in plain data; made by the server (load-text-terms.ts). */
export type TextTerms = {
  /** Languages that the chain writes in, its own first. */
  languages: string[]
  senderName: string
  /** The chain's country: what may be advertised is its law's to say. */
  location: string
  /** The instant of the page, ISO 8601. */
  now: string
  /** The most characters of a text about a visit, every value at its budget. */
  maxCharacters: number
  lengths: Omit<LengthTerms, 'language'>
  /** An opt-out link as long as every patient's own. */
  optOutLink: string
  /** Price of one SMS part to a number of `country`. */
  smsMicro: number
  /** By language: what the elements become in a usual text, and in one that fills its budgets. */
  samples: Record<string, Record<SampleLength, PlaceholderValues>>
  /** Living patients by language; null is none that the chain writes in. */
  patients: { language: string | null; patients: number }[]
}
