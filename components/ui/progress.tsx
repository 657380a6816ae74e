/**
 * How much of a whole is done. `valueText` says it in words and numbers ("3 847 of 6 202, 62%"); show the same words beside it.
 */
export function Progress({
  value,
  max,
  label,
  valueText,
  tall,
}: {
  value: number
  max: number
  label: string
  valueText: string
  tall?: boolean
}) {
  const percent = max > 0 ? Math.min(100, (value / max) * 100) : 0
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(percent)}
      aria-valuetext={valueText}
      className={`flex overflow-hidden rounded-full border border-line-strong bg-sunken ${tall ? 'h-3' : 'h-2'}`}
    >
      <span
        className="tx-solid rounded-full transition-[width]"
        style={{ width: `${percent}%`, '--tx': 'var(--blue)' }}
      />
    </div>
  )
}
