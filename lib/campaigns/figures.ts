import { reasonOf } from '#db/queries/eligibility.ts'
import type { Group, GroupTerms } from '#db/queries/preview-groups.ts'
import type { CampaignPreview, CountryFigures, LanguageFigures, ReasonCount } from '#lib/campaigns/preview-figures.ts'
import type { SizedGroup } from '#lib/campaigns/text-groups.ts'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'
import { LEFT_OUT_REASONS } from '#lib/core/left-out-reason.ts'

export type Figures = Pick<
  CampaignPreview,
  'people' | 'willGet' | 'segments' | 'costMicro' | 'languages' | 'countries' | 'leftOut'
>

/** Adds groups up to what the preview shows and the sender agrees to. */
export function figuresOf(
  groups: readonly Group[],
  sized: readonly SizedGroup[],
  terms: Pick<GroupTerms, 'languages' | 'written' | 'noLanguageAs'>,
): Figures {
  const texts = sized.filter(({ blank }) => !blank)
  return {
    people: sum(groups, ({ people }) => people),
    willGet: sum(texts, ({ people }) => people),
    segments: sum(texts, ({ people, segments }) => people * segments),
    costMicro: sum(texts, ({ people, costMicro }) => people * costMicro),
    languages: languageFigures(groups, sized, terms),
    countries: countryFigures(texts),
    leftOut: reasonCounts(leftOutOf(groups, sized)),
  }
}

/** People by reason, in the order of precedence. */
export function reasonCounts(leftOut: readonly { reason: LeftOutReason; people: number }[]): ReasonCount[] {
  return LEFT_OUT_REASONS.flatMap((reason) => {
    const people = sum(
      leftOut.filter((one) => one.reason === reason),
      (one) => one.people,
    )
    return people > 0 ? [{ reason, people }] : []
  })
}

/** Left out by the rules, or because nothing is left of the text without their name. */
function leftOutOf(
  groups: readonly Group[],
  sized: readonly SizedGroup[],
): { reason: LeftOutReason; people: number; languageN: number }[] {
  const ruledOut = groups.flatMap(({ reason, people, languageN }) => {
    const name = reasonOf(reason)
    return name ? [{ reason: name, people, languageN }] : []
  })
  const blank = sized
    .filter((group) => group.blank)
    .map(({ people, languageN }) => ({ reason: 'language_blank' as const, people, languageN }))
  return [...ruledOut, ...blank]
}

function languageFigures(
  groups: readonly Group[],
  sized: readonly SizedGroup[],
  { languages, written, noLanguageAs }: Pick<GroupTerms, 'languages' | 'written' | 'noLanguageAs'>,
): LanguageFigures[] {
  const leftOut = leftOutOf(groups, sized)
  return [...languages.map((_, index) => index + 1), 0].flatMap((number) => {
    const people = sum(groups.filter(ofLanguage(number)), (group) => group.people)
    if (people === 0) return []
    const language = languages[number - 1] ?? null
    const textLanguage = language ?? noLanguageAs
    const texts = sized.filter((group) => ofLanguage(number)(group) && !group.blank)
    return [
      {
        language,
        textLanguage: textLanguage !== null && written.includes(textLanguage) ? textLanguage : null,
        people,
        willGet: sum(texts, (group) => group.people),
        leftOut: Object.fromEntries(
          reasonCounts(leftOut.filter(ofLanguage(number))).map(({ reason, people: count }) => [reason, count]),
        ),
        bySegments: bySegments(texts),
        segments: sum(texts, (group) => group.people * group.segments),
        costMicro: sum(texts, (group) => group.people * group.costMicro),
      },
    ]
  })
}

function countryFigures(texts: readonly SizedGroup[]): CountryFigures[] {
  return [...Map.groupBy(texts, ({ country }) => country)]
    .map(([country, of]) => ({
      country,
      texts: sum(of, ({ people }) => people),
      segments: sum(of, ({ people, segments }) => people * segments),
      priceMicro: of[0]?.priceMicro ?? 0,
      costMicro: sum(of, ({ people, costMicro }) => people * costMicro),
    }))
    .toSorted((a, b) => b.costMicro - a.costMicro || b.texts - a.texts || (a.country < b.country ? -1 : 1))
}

function bySegments(texts: readonly SizedGroup[]): LanguageFigures['bySegments'] {
  return [...Map.groupBy(texts, ({ segments }) => segments)]
    .map(([segments, of]) => ({ segments, texts: sum(of, ({ people }) => people) }))
    .toSorted((a, b) => a.segments - b.segments)
}

function ofLanguage(number: number): (group: { languageN: number }) => boolean {
  return ({ languageN }) => languageN === number
}

function sum<T>(items: readonly T[], figure: (item: T) => number): number {
  return items.reduce((total, item) => total + figure(item), 0)
}
