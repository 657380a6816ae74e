import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { Bucket, DebitSums } from '#db/queries/debits.ts'
import { scaleMarks } from '#lib/core/chart-scale.ts'
import { MICRO_PER_EURO } from '#lib/core/money.ts'
import { barPath, short } from './bar-path.ts'
import { bucketLabel } from './bucket-label.ts'
import { DEBIT_SERIES } from './series.ts'

const WIDTH = 700
const LEFT = 48
const TOP = 24
const BASE = 188
const HEIGHT = 216
/** Beyond so many bars a number over each is a smear; the table has them all. */
const NUMBERS_OVER_BARS = 12
const LABELS_AT_MOST = 13

/** What texts cost, bar beside bar on one scale from zero; the same numbers stand in the tables below. */
export function DebitChart({
  sums,
  buckets,
  bucket,
}: {
  sums: DebitSums['byTime']
  buckets: string[]
  bucket: Bucket
}) {
  const t = useTranslations('balance')
  const formats = useFormats()
  const bars = buckets.map((at) => {
    const own = sums.filter((sum) => sum.at === at)
    const parts = DEBIT_SERIES.map((one) => own.find(({ kind }) => kind === one.kind)?.costMicro ?? 0)
    return { at, parts, total: parts.reduce((sum, part) => sum + part, 0) }
  })
  const marks = scaleMarks(Math.max(...bars.map(({ total }) => total)) / MICRO_PER_EURO)
  const top = (marks.at(-1) ?? 0) * MICRO_PER_EURO || 1
  const y = (micro: number) => BASE - (micro / top) * (BASE - TOP)
  const step = (WIDTH - LEFT) / bars.length
  const middleOf = (index: number) => LEFT + step * (index + 0.5)
  const width = Math.min(54, step * 0.62)
  const labelEvery = Math.ceil(bars.length / LABELS_AT_MOST)

  return (
    // From right to left, so that a chart wider than the screen opens at its end, the newest, with no script to scroll it there.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto [direction:rtl]" aria-label={t('debits.chart')} tabIndex={0}>
      <div className="grid min-w-[520px] [direction:ltr]">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={t('debits.chart')}
          className="col-start-1 row-start-1 block w-full"
        >
          <Patterns />
          {marks.map((mark) => (
            <line
              key={mark}
              x1={LEFT}
              x2={WIDTH}
              y1={y(mark * MICRO_PER_EURO)}
              y2={y(mark * MICRO_PER_EURO)}
              stroke={mark === 0 ? 'var(--control)' : 'var(--line)'}
            />
          ))}
          {DEBIT_SERIES.map(({ kind }, series) => (
            <path
              key={kind}
              d={bars.map(({ parts }, index) => barPath(parts, series, { middle: middleOf(index), width, y })).join('')}
              fill={`url(#debit-${series})`}
            />
          ))}
          <g textAnchor="middle" className="text-[12px]">
            {bars.length <= NUMBERS_OVER_BARS &&
              bars.map(
                ({ at, total }, index) =>
                  total > 0 && (
                    <text key={at} x={short(middleOf(index))} y={short(y(total) - 6)} className="fill-ink font-medium">
                      {total < 10 * MICRO_PER_EURO
                        ? axisText(Math.round(total / 10_000) / 100)
                        : formats.whole(total / MICRO_PER_EURO)}
                    </text>
                  ),
              )}
            {bars.map(
              ({ at }, index) =>
                (bars.length - 1 - index) % labelEvery === 0 && (
                  <text key={at} x={short(middleOf(index))} y={HEIGHT - 8} className="fill-ink-2">
                    {bucketLabel(at, bucket, formats.locale)}
                  </text>
                ),
            )}
          </g>
        </svg>
        <Scale marks={marks.map((mark) => ({ text: axisText(mark), y: y(mark * MICRO_PER_EURO) }))} />
      </div>
    </section>
  )
}

/** Stays in sight while the bars pass under it. */
function Scale({ marks }: { marks: { text: string; y: number }[] }) {
  return (
    <svg
      viewBox={`0 0 ${LEFT} ${HEIGHT}`}
      aria-hidden="true"
      className="sticky left-0 col-start-1 row-start-1 block justify-self-start bg-surface"
      style={{ width: `${(100 * LEFT) / WIDTH}%` }}
    >
      {marks.map((mark) => (
        <text key={mark.text} x={LEFT - 8} y={mark.y + 4} textAnchor="end" className="fill-ink-3 text-[12px]">
          {mark.text}
        </text>
      ))}
    </svg>
  )
}

// Marks are round in euros or in cents, with the comma of all three locales' figures.
function axisText(euros: number): string {
  return String(euros).replace('.', ',')
}

/** The textures of textures.css for shapes in an SVG, which take no CSS background. */
function Patterns() {
  return (
    <defs>
      {DEBIT_SERIES.map(({ kind, color, texture }, index) => (
        <pattern
          key={kind}
          id={`debit-${index}`}
          width={texture === 'dots' ? 4 : 5}
          height={texture === 'dots' ? 4 : 5}
          patternUnits="userSpaceOnUse"
          patternTransform={texture === 'hatch' ? 'rotate(45)' : undefined}
        >
          <rect width="5" height="5" fill={`var(--c-${color})`} fillOpacity={texture === 'solid' ? 1 : 0.28} />
          {texture === 'hatch' && <rect width="2" height="5" fill={`var(--c-${color})`} />}
          {texture === 'dots' && <circle cx="2" cy="2" r="1.1" fill={`var(--c-${color})`} />}
        </pattern>
      ))}
    </defs>
  )
}
