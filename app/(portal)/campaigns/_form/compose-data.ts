import type { AudienceCount } from '#lib/campaigns/preview-figures.ts'
import type { Audience } from '#lib/core/audience.ts'
import type { PlaceholderValues } from '#lib/core/placeholders.ts'
import type { ComposeValues, DraftKey } from './compose-values.ts'

/** A patient whose text is shown in place while one writes. */
export type SamplePerson = { id: string; name: string; language: string | null; values: PlaceholderValues }

/** What the compose screen starts from; made by the page, in plain data. */
export type ComposeData = {
  /** Whom a private message is for, the first of them by name; null for bulk mail. */
  picked: { total: number; first: { id: string; name: string }[] } | null
  draft: DraftKey & { savedAt: string }
  /** The instant of the page, ISO 8601. */
  now: string
  values: ComposeValues
  /** Languages that the chain writes in, its own first. */
  languages: string[]
  clinics: { id: string; name: string }[]
  senderName: string
  /** An opt-out link as long as every patient's own. */
  optOutLink: string
  /** Of one SMS part to a number of `country`, and of one e-mail. */
  prices: { smsMicro: number; emailMicro: number; country: string }
  /** Null for those who may not see money. */
  availableMicro: number | null
  count: AudienceCount
  people: SamplePerson[]
  audiences: { id: string; name: string; audience: Audience }[]
}
