const MICRO_PER_EURO = 1_000_000

/** A sum as a spreadsheet in Estonia reads a number: a comma, no spaces, no sign, four decimals for parts of a cent. */
export function csvEuros(micro: number): string {
  return (micro / MICRO_PER_EURO).toFixed(4).replace('.', ',')
}
