'use client'

import Link from 'next/link'

import type { ChartColor, Texture } from '#components/ui/chart.tsx'
import { Bar, ShareBar, Swatch } from '#components/ui/chart.tsx'

// Given as words: an open page asks every two seconds, and what is drawn by the server goes to the reader twice.

export type StateCount = {
  key: string
  /** The word of the state and the classes of its look. */
  state: { word: string; look: string }
  href: string
  value: number
  color: ChartColor
  texture: Texture
  /** The number and its share, in words. */
  shown: string
  share: string
}

/** States in one bar, and each with its number, which leads to its texts. */
export function StateCounts({ counts }: { counts: readonly StateCount[] }) {
  return (
    <>
      <div className="mb-3">
        <ShareBar tall series={counts.map(({ state, ...series }) => ({ ...series, label: state.word }))} />
      </div>
      <ul>
        {counts.map(({ key, state, href, color, texture, shown, share }) => (
          <li key={key} className="flex items-center gap-2.5 border-t border-line py-1.5 first:border-t-0">
            <Swatch color={color} texture={texture} />
            <span className="flex-1">
              <span className={`state ${state.look}`}>{state.word}</span>
            </span>
            <Link href={href} className="font-semibold text-ink no-underline hover:underline" scroll={false}>
              {shown}
            </Link>
            <span className="w-14 text-end text-ink-2">{share}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

export type ReasonCount = { key: string; reason: string; texts: number; shown: string }

/** Why texts did not arrive, most frequent first, each with a bar on the scale of the first. */
export function ReasonCounts({ counts }: { counts: readonly ReasonCount[] }) {
  const most = Math.max(1, ...counts.map(({ texts }) => texts))
  return (
    <ul>
      {counts.map(({ key, reason, texts, shown }) => (
        <li
          key={key}
          className="grid grid-cols-[minmax(0,1fr)_34%_auto] items-center gap-3 border-t border-line py-2 first:border-t-0"
        >
          {reason}
          <Bar value={texts} max={most} color="bad" texture="hatch" />
          <b className="min-w-7 text-end">{shown}</b>
        </li>
      ))}
    </ul>
  )
}
