import type { AudienceCount, ReasonCount } from '#lib/campaigns/preview-figures.ts'

export type TextOfLanguage = { language: string; blank: boolean; segments: number }

export type ReachLine = { language: string; people: number; segments: number; costMicro: number }

export type Reach = {
  people: number
  willGet: number
  leftOut: ReasonCount[]
  /** One per text that somebody gets. */
  lines: ReachLine[]
  costMicro: number
}

/**
 * Who would get the texts as they stand, and about what it would cost: the count of people is exact, the segments are those of
 * the sample person and the price that of the chain's own country. The preview counts both for everyone.
 */
export function estimateReach(
  count: AudienceCount,
  texts: readonly TextOfLanguage[],
  noLanguageAs: string,
  priceMicro: number,
): Reach {
  const textOf = (language: string | null) =>
    texts.find((text) => text.language === (language ?? noLanguageAs) && !text.blank)

  const lines = new Map<string, ReachLine>()
  let blank = 0
  for (const { language, reachable } of count.languages) {
    const text = textOf(language)
    if (!text) {
      if (language !== null || noLanguageAs) blank += reachable
      continue
    }
    const line = lines.get(text.language) ?? {
      language: text.language,
      people: 0,
      segments: text.segments,
      costMicro: 0,
    }
    line.people += reachable
    line.costMicro = line.people * line.segments * priceMicro
    lines.set(text.language, line)
  }

  const got = [...lines.values()].filter(({ people }) => people > 0)
  return {
    people: count.people,
    willGet: got.reduce((sum, { people }) => sum + people, 0),
    leftOut: withBlank(count.leftOut, blank),
    lines: got,
    costMicro: got.reduce((sum, { costMicro }) => sum + costMicro, 0),
  }
}

function withBlank(leftOut: readonly ReasonCount[], blank: number): ReasonCount[] {
  const others = leftOut.filter(({ reason, people }) => reason !== 'language_blank' && people > 0)
  return blank > 0 ? [{ reason: 'language_blank', people: blank }, ...others] : others
}
