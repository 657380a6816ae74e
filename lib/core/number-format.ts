// Figures look alike in all three locales (4 812 · 1 214,20 €); only the percent sign of Russian stands apart.
// Plain `et` leaves four digits ungrouped, hence `always`. Spaces are no-break and the minus is U+2212, as Intl's `et` has them.
const MICRO_PER_EURO = 1_000_000

export type NumberLocale = 'et' | 'en' | 'ru'

/** 4812 → 4 812 */
export function formatWhole(value: number): string {
  return numbers({ maximumFractionDigits: 0 }).format(value)
}

/** A share of 1: 0.978 → 97,8% */
export function formatPercent(share: number, locale: NumberLocale, decimals = 1): string {
  const figure = numbers({ maximumFractionDigits: decimals }).format(share * 100)
  return locale === 'ru' ? `${figure}\u00a0%` : `${figure}%`
}

/**
 * Money from integer micro-euros: 1214200000 → 1 214,20 €.
 *
 * Two decimals for sums, three for what one delivery cost, four for the price of a segment. Rounds half away from zero;
 * sums are exact, so only their display loses digits.
 */
export function formatMoney(micro: number, decimals: 2 | 3 | 4 = 2): string {
  return `${numbers({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(micro / MICRO_PER_EURO)}\u00a0€`
}

const cache = new Map<string, Intl.NumberFormat>()

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${options.minimumFractionDigits}:${options.maximumFractionDigits}`
  const known = cache.get(key)
  if (known) return known
  const made = new Intl.NumberFormat('et', { ...options, useGrouping: 'always', signDisplay: 'negative' })
  cache.set(key, made)
  return made
}
