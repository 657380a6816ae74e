// Money is a whole number of micro-euros: safe in a double up to 9 thousand million euros, and exact at the fourth decimal of a price.
export const MICRO_PER_EURO = 1_000_000
export const MICRO_PER_CENT = 10_000

const MAX_EUROS = 1_000_000_000
const MAX_DECIMALS = 6

/**
 * Micro-euros of an amount in euros: a number, or digits with a point or comma (`12,50`).
 * Throws a RangeError on anything else; what a person typed goes through `readMoneyMicro`, which says what is wrong.
 */
export function microFromEuros(euros: number | string): number {
  const text = typeof euros === 'number' ? decimal(euros) : euros.trim().replace(',', '.')
  const match = /^(-?)(\d{1,10})(?:\.(\d{1,6}))?$/.exec(text)
  if (!match) throw new RangeError(`Not an amount of euros: ${euros}`)

  const [, sign, whole = '0', fraction = ''] = match
  const micro = Number(whole) * MICRO_PER_EURO + Number(fraction.padEnd(MAX_DECIMALS, '0'))
  if (micro > MAX_EUROS * MICRO_PER_EURO) throw new RangeError(`More euros than there can be: ${euros}`)
  return sign && micro !== 0 ? -micro : micro
}

/** Throws a RangeError on part of a cent. */
export function microFromCents(cents: number): number {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not whole cents: ${cents}`)
  return cents * MICRO_PER_CENT
}

// Six decimals are all that a micro-euro has; the seventh of 0.1 + 0.2 is noise.
function decimal(euros: number): string {
  return Number.isFinite(euros) && Math.abs(euros) <= MAX_EUROS ? euros.toFixed(MAX_DECIMALS) : String(euros)
}
