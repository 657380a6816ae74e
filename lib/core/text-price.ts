import { costMicro } from '#lib/core/pricing.ts'

/** Stands in a price list for every country that has no line of its own. */
const ANY_COUNTRY = '*'

type Line = { channel: string; country: string; priceMicro: number; chargesUndelivered?: boolean }
type Text = { channel: 'sms' | 'email'; country: string | null; segments: number }

/**
 * What one text costs by a price list in force, and whether that comes back if it does not arrive: an SMS by its number's country and
 * its segments, an e-mail once, and nothing where the list does not name e-mail. Null where nothing may be sent, since nobody knows
 * what it costs.
 */
export function textPrice(
  tariffs: readonly Line[],
  { channel, country, segments }: Text,
): { priceMicro: number; freeIfUndelivered: boolean } | null {
  const lines = tariffs.filter((tariff) => tariff.channel === channel)
  const any = lines.find((one) => one.country === ANY_COUNTRY)
  const line = channel === 'email' ? any : (lines.find((one) => one.country === country) ?? any)
  if (!line) return channel === 'email' ? { priceMicro: 0, freeIfUndelivered: false } : null
  const priceMicro = channel === 'email' ? line.priceMicro : costMicro(segments, line.priceMicro)
  return { priceMicro, freeIfUndelivered: line.chargesUndelivered === false }
}

/** As `textPrice`, in micro-euros alone. */
export function textPriceMicro(tariffs: readonly Line[], text: Text): number | null {
  return textPrice(tariffs, text)?.priceMicro ?? null
}
