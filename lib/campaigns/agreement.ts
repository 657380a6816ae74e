import { createHash } from 'node:crypto'

import type { GroupTerms } from '#db/queries/preview-groups.ts'
import type { Figures } from '#lib/campaigns/figures.ts'
import type { Wording } from '#lib/core/delivery-text.ts'

/** What the sender has seen, short enough to be kept with the campaign. Two are the same when their `hash` is. */
export type Agreement = {
  hash: string
  people: number
  willGet: number
  segments: number
  costMicro: number
  textsHash: string
  audienceHash: string
  pricesHash: string
}

/** Sums up figures, texts, audience and prices. Different people in equal numbers are the same agreement: names are not agreed to. */
export function agreementOf(figures: Figures, wordings: readonly Wording[], terms: GroupTerms): Agreement {
  const { audience, noLanguageAs, senderClinicIds, kind, channel, purpose } = terms
  const priced = figures.countries.map(({ country, priceMicro }) => [country, priceMicro]).toSorted()
  const parts = {
    textsHash: hashOf(wordings),
    audienceHash: hashOf({ audience, noLanguageAs, senderClinicIds, kind, channel, purpose }),
    pricesHash: hashOf(priced),
  }
  const { people, willGet, segments, costMicro } = figures
  return { hash: hashOf({ figures, ...parts }), people, willGet, segments, costMicro, ...parts }
}

/** What is different now, for the sender to look at again. */
export function changesSince(before: Agreement | null, now: Agreement): Record<string, string | number> {
  if (!before) return {}
  const joined = now.willGet - before.willGet
  return {
    joined: Math.max(0, joined),
    left: Math.max(0, -joined),
    peopleBefore: before.willGet,
    peopleNow: now.willGet,
    costBeforeMicro: before.costMicro,
    costNowMicro: now.costMicro,
    texts: Number(before.textsHash !== now.textsHash),
    audience: Number(before.audienceHash !== now.audienceHash),
    prices: Number(before.pricesHash !== now.pricesHash),
  }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url')
}
