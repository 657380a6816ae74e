const PETALS = [
  [10, 4.2],
  [15.52, 8.21],
  [13.41, 14.69],
  [6.59, 14.69],
  [4.48, 8.21],
] as const

/** The only spinner: the flower, petal by petal. Words stand beside it. */
export function PetalSpinner({ size = 16 }: { size?: number }) {
  return (
    <svg className="petal-spinner" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      {PETALS.map(([cx, cy]) => (
        <circle key={`${cx},${cy}`} cx={cx} cy={cy} r="2.9" />
      ))}
    </svg>
  )
}
