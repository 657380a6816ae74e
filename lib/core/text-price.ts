import { costMicro } from '#lib/core/pricing.ts'

/** Stands in a price list for every country that has no line of its own. */
const ANY_COUNTRY = '*'

/**
 * What one text costs by a price list in force, in micro-euros: an SMS by its number's country and its segments, an e-mail once, and
 * nothing where the list does not name e-mail. Null where nothing may be sent, since nobody knows what it costs.
 */
export function textPriceMicro(
  tariffs: readonly { channel: string; country: string; priceMicro: number }[],
  { channel, country, segments }: { channel: 'sms' | 'email'; country: string | null; segments: number },
): number | null {
  const lines = tariffs.filter((tariff) => tariff.channel === channel)
  const any = lines.find((line) => line.country === ANY_COUNTRY)
  if (channel === 'email') return any?.priceMicro ?? 0
  const line = lines.find((one) => one.country === country) ?? any
  return line ? costMicro(segments, line.priceMicro) : null
}
