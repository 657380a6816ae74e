const WIDTH = 240
const HEIGHT = 36
/** Nothing at all is a line as well. */
const BASE = 1

/** A day's traffic as small bars, one for each half hour; `label` says in words what can be read off it. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const most = Math.max(1, ...values)
  const step = WIDTH / Math.max(1, values.length)
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className="h-9 w-full text-blue"
    >
      {values.map((value, index) => {
        const height = BASE + (value / most) * (HEIGHT - BASE)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a half hour is its place
            key={index}
            x={index * step}
            y={HEIGHT - height}
            width={step * 0.75}
            height={height}
            fill={value === 0 ? 'var(--line-strong)' : 'currentColor'}
          />
        )
      })}
    </svg>
  )
}
