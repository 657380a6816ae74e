import type { AheadFacts, AheadGroup } from '#db/queries/personal-ahead.ts'
import type { Recipient } from '#lib/core/automatic-recipient.ts'
import { recipientOf } from '#lib/core/automatic-recipient.ts'
import { SAMPLE_CONTACT_CODE } from '#lib/core/contact-code.ts'
import { visitNameOf } from '#lib/core/visit-text.ts'
import type { AutomaticTerms, Filled } from '#lib/deliveries/automatic-wordings.ts'

export type AheadSum = { people: number; written: number; willGet: number; segments: number; costMicro: number }
export type AheadDay = AheadSum & { day: string }
export type AheadFigures = {
  /** Every day of the horizon, those without anybody too. */
  days: AheadDay[]
  total: AheadSum
  leftOut: { reason: string; people: number }[]
}

const NOBODY: AheadSum = { people: 0, written: 0, willGet: 0, segments: 0, costMicro: 0 }

/** What a text to these people would be, by the reasons and the rendering that send it; or why there is none. */
export function outcomeOf(
  facts: AheadFacts,
  terms: AutomaticTerms,
): { reason: string } | { recipient: Recipient; filled: Filled } {
  if (facts.decided !== null) return { reason: facts.decided }
  const recipient = recipientOf(facts, {
    channel: facts.channel,
    languages: terms.chain.languages,
    written: terms.languagesOf(facts.templateId),
    noLanguageAs: facts.noLanguageAs,
    prices: terms.pricesOf(facts.channel),
  })
  if ('reason' in recipient) return recipient
  const values = {
    first_name: visitNameOf([facts.firstName]),
    last_name: visitNameOf([facts.lastName]),
    clinic_name: facts.clinicName,
    clinic_phone: facts.clinicPhone ?? '',
    chain_name: terms.chain.name,
  }
  const wording = terms.wordingOf(facts.templateId, recipient.language, facts.channel)
  return { recipient, filled: wording.fill(values, SAMPLE_CONTACT_CODE, recipient) }
}

/** Sums groups by day and reason; what leaves after the last of the days is not among them. */
export function figuresOf(groups: readonly AheadGroup[], days: readonly string[], terms: AutomaticTerms): AheadFigures {
  const sums = new Map(days.map((day) => [day, NOBODY]))
  const reasons = new Map<string, number>()
  for (const group of groups) {
    const { day, people } = group
    const sum = sums.get(day)
    if (!sum) continue
    const outcome = outcomeOf(group, terms)
    if ('reason' in outcome) {
      const written = outcome.reason === 'written'
      sums.set(day, { ...sum, people: sum.people + people, written: sum.written + (written ? people : 0) })
      if (!written) reasons.set(outcome.reason, (reasons.get(outcome.reason) ?? 0) + people)
      continue
    }
    const { segments, priceMicro } = outcome.filled
    sums.set(day, {
      people: sum.people + people,
      written: sum.written,
      willGet: sum.willGet + people,
      segments: sum.segments + people * segments,
      costMicro: sum.costMicro + people * priceMicro,
    })
  }
  const byDay = [...sums].map(([day, sum]) => ({ day, ...sum })).toSorted((a, b) => a.day.localeCompare(b.day))
  return {
    days: byDay,
    total: byDay.reduce(added, NOBODY),
    leftOut: [...reasons].map(([reason, people]) => ({ reason, people })).toSorted((a, b) => b.people - a.people),
  }
}

function added(a: AheadSum, b: AheadSum): AheadSum {
  return {
    people: a.people + b.people,
    written: a.written + b.written,
    willGet: a.willGet + b.willGet,
    segments: a.segments + b.segments,
    costMicro: a.costMicro + b.costMicro,
  }
}
