const WEIGHTS = [7, 3, 1]
const MAX_DIGITS = 20

/** The Estonian reference number of a base: its digits with the check digit of the 7-3-1 method at the end (Pangaliit, viitenumber). */
export function referenceNumber(base: number | string): string {
  const digits = String(base)
  if (!/^[1-9]\d{0,18}$/.test(digits)) throw new RangeError(`Not the base of a reference number: ${base}`)
  return digits + checkDigit(digits)
}

/** The base of what a payer wrote, spaces and leading zeros aside; null where the check digit does not fit. */
export function baseOfReference(text: string): string | null {
  const digits = text.replace(/\s/g, '').replace(/^0+/, '')
  if (!/^\d{2,20}$/.test(digits) || digits.length > MAX_DIGITS) return null
  const base = digits.slice(0, -1)
  return checkDigit(base) === digits.at(-1) ? base : null
}

// From the right: 7, 3, 1, 7, 3, 1 …; what is missing to the next ten.
function checkDigit(digits: string): string {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index % WEIGHTS.length] ?? 0), 0)
  return String((10 - (sum % 10)) % 10)
}
