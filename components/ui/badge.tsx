import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'bad'

const BADGES: Record<Tone, string> = {
  neutral: 'border-line-strong bg-sunken text-ink-2',
  info: 'border-blue-line bg-blue-soft text-blue-ink',
  ok: 'border-ok-line bg-ok-soft text-ok',
  warn: 'border-warn-line bg-warn-soft text-warn',
  bad: 'border-bad-line bg-bad-soft text-bad',
}

/** A noun or a number. Never the only sign of a state: that is <ToneStatus>. */
export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={`inline-flex min-h-[22px] items-center gap-1 rounded-s border px-2 py-0.5 align-middle text-[12px]/4 font-medium md:whitespace-nowrap [&>svg]:-ms-0.5 [&>svg]:size-3.5 [&>svg]:shrink-0 ${BADGES[tone]}`}
    >
      {icon}
      {children}
    </span>
  )
}

export const TONE_INK: Record<Tone, string> = {
  neutral: 'text-ink-2',
  info: 'text-blue-ink',
  ok: 'text-ok',
  warn: 'text-warn',
  bad: 'text-bad',
}

/** A state: icon and word in one colour, so that none of the three is needed alone. */
export function ToneStatus({ tone, icon, children }: { tone: Tone; icon: ReactNode; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 align-middle type-label whitespace-nowrap [&>svg]:size-4 [&>svg]:shrink-0 ${TONE_INK[tone]}`}
    >
      {icon}
      {children}
    </span>
  )
}
