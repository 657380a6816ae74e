/** A line of the price list: it holds from an instant on, until a later line for the same channel and country. */
export type Tariff = {
  channel: 'sms' | 'email'
  /** ISO 3166-1 alpha-2: of the number, not of the patient's home. */
  country: string
  /** Net price of one segment, or of one e-mail. */
  priceMicro: number
  validFrom: Date
}

/** The line in force at an instant; null where nothing may be sent, since nobody knows what it costs. */
export function priceOf<T extends Tariff>(
  tariffs: readonly T[],
  { channel, country, at }: { channel: Tariff['channel']; country: string; at: Date },
): T | null {
  let inForce: T | null = null
  for (const tariff of tariffs) {
    if (tariff.channel !== channel || tariff.country !== country || tariff.validFrom > at) continue
    if (!inForce || tariff.validFrom > inForce.validFrom) inForce = tariff
  }
  return inForce
}

/** What a text costs, in micro-euros. Throws a RangeError on figures that are not whole: a bug, and money. */
export function costMicro(segments: number, pricePerSegmentMicro: number): number {
  const cost = segments * pricePerSegmentMicro
  if (!Number.isSafeInteger(cost) || segments < 0 || !Number.isInteger(segments) || pricePerSegmentMicro < 0) {
    throw new RangeError(`Not a price: ${segments} × ${pricePerSegmentMicro}`)
  }
  return cost
}
