import type { ReactNode } from 'react'

export type Fact = {
  /** Only when two labels of a list are alike. */
  key?: string
  label: ReactNode
  value: ReactNode
  /** A line above, and bold. */
  sum?: boolean
}

/** Label left, value right; a value too long for its line breaks rather than push out of the card. */
export function FactsList({ facts, dense }: { facts: readonly Fact[]; dense?: boolean }) {
  return (
    <dl className={dense ? 'grid gap-1 type-small' : 'grid gap-2'}>
      {facts.map((fact, index) => (
        <div
          key={fact.key ?? index}
          className={
            fact.sum ? 'flex items-baseline gap-3 border-t border-line pt-2 font-semibold' : 'flex items-baseline gap-3'
          }
        >
          <dt className={fact.sum ? 'flex-1' : 'flex-1 text-ink-2'}>{fact.label}</dt>
          <dd className="max-w-[75%] text-end wrap-anywhere">{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** One figure with its name above and a detail after it. Use inside <Stats> or a <dl>. */
export function Stat({ label, value, detail }: { label: ReactNode; value: ReactNode; detail?: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      {/* A name of two lines leaves the figures of a row on one. */}
      <dt className="flex-1 type-small text-ink-2">{label}</dt>
      <dd className="mt-0.5 type-figure">
        {value} {detail && <span className="type-small text-ink-3">{detail}</span>}
      </dd>
    </div>
  )
}

/** Figures in a row; `strip` draws the band across a page, one cell each. */
export function Stats({ strip, children }: { strip?: boolean; children: ReactNode }) {
  return (
    <dl
      className={
        strip
          ? 'grid grid-cols-2 overflow-hidden rounded-l border border-line bg-surface md:auto-cols-fr md:grid-flow-col md:grid-cols-none [&>div]:-ms-px [&>div]:-mt-px [&>div]:border-s [&>div]:border-t [&>div]:border-line [&>div]:px-4 [&>div]:py-3 md:[&>div]:px-5'
          : 'flex flex-wrap gap-x-10 gap-y-3'
      }
    >
      {children}
    </dl>
  )
}
