'use client'

import { FlowerState } from '#components/ui/flower-state.tsx'

export type Step = {
  key: string
  label: string
  /** When it was reached, or what is known of that. */
  detail: string
  place: 'behind' | 'here' | 'ahead'
}

const INK: Record<Step['place'], string> = {
  behind: 'text-ink',
  here: 'font-semibold text-blue-ink',
  ahead: 'text-ink-2',
}

/** Steps with a petal more for each. Given as words: an open page asks every two seconds, and what is drawn by the server goes twice. */
export function StepList({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol
      aria-label={label}
      className="mb-4 grid overflow-hidden rounded-l border border-line bg-surface max-md:divide-y max-md:divide-line md:grid-cols-5 md:divide-x md:divide-line"
    >
      {steps.map(({ key, label, detail, place }, index) => (
        <li
          key={key}
          aria-current={place === 'here' ? 'step' : undefined}
          className="flex min-w-0 items-center gap-2.5 px-4 py-3 aria-[current]:bg-blue-soft max-md:py-2 md:max-xl:flex-col md:max-xl:items-start md:max-xl:gap-1 xl:ps-5"
        >
          <FlowerState {...petals(index, place)} size={24} />
          <span className="min-w-0">
            <span className={`block type-strong ${INK[place]}`}>{label}</span>
            <span className="block type-small text-ink-3">{detail}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}

// Behind: full up to there. Here: the next petal opens. Ahead: outlines.
function petals(index: number, place: Step['place']): { done: number; current: boolean } {
  if (place === 'behind') return { done: index + 1, current: false }
  return place === 'here' ? { done: index, current: true } : { done: 0, current: false }
}
