import { CircleCheck, CirclePause, FlaskConical } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { ToneStatus } from '#components/ui/badge.tsx'
import type { DeskChain } from '#db/queries/chain-desk.ts'

const LOOKS = {
  paused: { tone: 'bad', icon: CirclePause },
  trial: { tone: 'warn', icon: FlaskConical },
  active: { tone: 'ok', icon: CircleCheck },
} as const

/** Whether what a chain sends reaches patients. */
export function ChainStateBadge({ chain }: { chain: Pick<DeskChain, 'activatedAt' | 'pausedAt'> }) {
  const t = useTranslations('desk.chains.states')
  const state = stateOf(chain)
  const { tone, icon: Icon } = LOOKS[state]
  return (
    <ToneStatus tone={tone} icon={<Icon strokeWidth={1.75} aria-hidden="true" />}>
      {t(state)}
    </ToneStatus>
  )
}

export function stateOf({ activatedAt, pausedAt }: Pick<DeskChain, 'activatedAt' | 'pausedAt'>) {
  if (pausedAt !== null) return 'paused'
  return activatedAt === null ? 'trial' : 'active'
}
