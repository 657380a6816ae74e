import type { ReactNode } from 'react'

export type Texture = 'solid' | 'hatch' | 'dots'
export type Series = { label: ReactNode; value: number; color: ChartColor; texture: Texture; key: string }

// Series keep their colour and texture through the whole product.
const COLORS = {
  reminder: 'var(--c-reminder)',
  campaign: 'var(--c-campaign)',
  greeting: 'var(--c-greeting)',
  private: 'var(--c-private)',
  ok: 'var(--c-ok)',
  bad: 'var(--c-bad)',
  unknown: 'var(--c-unknown)',
  pale: 'var(--petal-2)',
  blue: 'var(--blue)',
} as const
export type ChartColor = keyof typeof COLORS

/** The square of a legend. */
export function Swatch({ color, texture }: { color: ChartColor; texture: Texture }) {
  return (
    <span
      aria-hidden="true"
      className={`size-3 shrink-0 rounded-[3px] tx-${texture}`}
      style={{ '--tx': COLORS[color] }}
    />
  )
}

/** Shares of one whole in a bar; the legend or a table beside it carries the numbers. */
export function ShareBar({ series, tall }: { series: readonly Series[]; tall?: boolean }) {
  return (
    <div
      className={`flex gap-0.5 overflow-hidden rounded-s empty:border empty:border-line empty:bg-sunken ${tall ? 'h-5' : 'h-2.5'}`}
      aria-hidden="true"
    >
      {series
        .filter(({ value }) => value > 0)
        .map(({ key, value, color, texture }) => (
          <span key={key} className={`tx-${texture}`} style={{ flex: `${value} 0 6px`, '--tx': COLORS[color] }} />
        ))}
    </div>
  )
}

/** One bar a row, longest full width. The number is written at its end by the row it stands in. */
export function Bar({
  value,
  max,
  color,
  texture,
}: {
  value: number
  max: number
  color: ChartColor
  texture: Texture
}) {
  return (
    <span
      aria-hidden="true"
      className={`block h-3 min-w-px rounded-[3px] tx-${texture}`}
      style={{ width: `${max > 0 ? (value / max) * 100 : 0}%`, '--tx': COLORS[color] }}
    />
  )
}

export function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1.5 type-small text-ink-2">
      {series.map(({ key, label, color, texture }) => (
        <li key={key} className="inline-flex items-center gap-[7px]">
          <Swatch color={color} texture={texture} />
          {label}
        </li>
      ))}
    </ul>
  )
}

const BARS_HEIGHT_PX = 52

/** Days side by side on one scale from zero, the highest with its number. `label` says what it shows; put the numbers in a table near by. */
export function MiniBars({
  label,
  bars,
  color,
  texture,
}: {
  label: string
  bars: readonly { key: string; label: string; value: number; shown: string }[]
  color: ChartColor
  texture: Texture
}) {
  const max = Math.max(1, ...bars.map((bar) => bar.value))
  const highest = bars.findIndex((bar) => bar.value === max)
  return (
    // As high with nothing to show as with something: charts side by side stand on one line.
    <div role="img" aria-label={label} className="flex items-end gap-0.5" style={{ minHeight: BARS_HEIGHT_PX + 33 }}>
      {bars.map((bar, index) => (
        <div key={bar.key} className="grid min-w-0 flex-1 justify-items-center">
          <span className="flex h-4 w-0 justify-center text-[12px]/4 font-medium whitespace-nowrap text-ink-2">
            {index === highest && bar.value > 0 ? bar.shown : ''}
          </span>
          <span
            className={`w-[72%] rounded-t-[2px] tx-${texture}`}
            style={{ height: Math.round((bar.value / max) * BARS_HEIGHT_PX), '--tx': COLORS[color] }}
          />
          <span className="w-full border-t border-control text-center type-meta text-ink-3">{bar.label}</span>
        </div>
      ))}
    </div>
  )
}

const COLUMNS_HEIGHT_PX = 118

export type ChartColumn = {
  key: string
  /** Under the column, first line strong. */
  lines: readonly ReactNode[]
  /** From the bottom up. */
  parts: readonly { key: string; value: number; color: ChartColor; texture: Texture }[]
  /** Over the column; for a day of nothing too. */
  shown: string
  /** Where the column leads; its name is said with its figure. */
  href?: string
  name: string
  /** A day that is not like the others. */
  quiet?: boolean
}

/** Columns in parts on one scale from zero, each with its number and a way to what is behind it. Put the same in a table near by. */
export function StackedColumns({ label, columns }: { label: string; columns: readonly ChartColumn[] }) {
  const max = Math.max(1, ...columns.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)))
  return (
    <ol aria-label={label} className="flex items-end gap-1 overflow-x-auto pt-1">
      {columns.map(({ key, lines, parts, shown, href, name, quiet }) => {
        const bar = (
          <>
            <span className="type-small text-ink">{shown}</span>
            <span
              className="flex w-[58%] max-w-[52px] flex-col-reverse gap-px overflow-hidden rounded-t-[4px]"
              aria-hidden="true"
            >
              {parts
                .filter(({ value }) => value > 0)
                .map((part) => (
                  <span
                    key={part.key}
                    className={`block min-h-[3px] tx-${part.texture}`}
                    style={{ height: Math.round((part.value / max) * COLUMNS_HEIGHT_PX), '--tx': COLORS[part.color] }}
                  />
                ))}
            </span>
          </>
        )
        return (
          <li key={key} className="grid min-w-[42px] flex-1 md:min-w-[52px]">
            {href ? (
              <a
                href={href}
                aria-label={`${name}: ${shown}`}
                className="grid content-end justify-items-center gap-1 rounded-s text-inherit no-underline hover:bg-hover"
              >
                {bar}
              </a>
            ) : (
              <span className="grid content-end justify-items-center gap-1">{bar}</span>
            )}
            <span
              className={`grid justify-items-center border-t border-control pt-1.5 text-center ${quiet ? 'text-ink-3' : ''}`}
            >
              {lines.map((line, index) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines of one column, drawn anew together
                  key={index}
                  className={index === 0 ? 'type-small font-medium' : 'type-meta text-ink-2'}
                >
                  {line}
                </span>
              ))}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
