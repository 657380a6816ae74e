import { useFormats } from '#components/use-formats.ts'

/** Money from integer micro-euros; three decimals for what a delivery cost, four for a price of a segment. */
export function Money({ micro, decimals = 2 }: { micro: number; decimals?: 2 | 3 | 4 }) {
  return <span className="tabular-nums whitespace-nowrap">{useFormats().money(micro, decimals)}</span>
}
