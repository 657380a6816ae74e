import type { LucideIcon } from 'lucide-react'
import { Ban, CircleCheck, CircleHelp, CircleOff, CircleX, Gauge, Plug } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import type { Tone } from '#components/ui/badge.tsx'
import { ToneStatus } from '#components/ui/badge.tsx'
import type { AccountHealth } from '#db/queries/provider-health.ts'
import type { ProviderState } from '#lib/core/provider-state.ts'

type Shown = ProviderState | 'off' | 'unheard'

const LOOKS: Record<Shown, readonly [tone: Tone, icon: LucideIcon]> = {
  up: ['ok', CircleCheck],
  connecting: ['info', Plug],
  throttled: ['warn', Gauge],
  down: ['bad', CircleX],
  refused: ['bad', Ban],
  off: ['neutral', CircleOff],
  unheard: ['warn', CircleHelp],
}

/** What is shown of an account: switched off says more than what its connection was like. */
export function stateOf({ enabled, state }: AccountHealth): Shown {
  if (!enabled) return 'off'
  return state ?? 'unheard'
}

/** The state of an account in a word, and since when. */
export function AccountState({ account }: { account: AccountHealth }) {
  const t = useTranslations('providers')
  const shown = stateOf(account)
  const [tone, Icon] = LOOKS[shown]
  return (
    <>
      <ToneStatus tone={tone} icon={<Icon strokeWidth={1.75} aria-hidden="true" />}>
        {t(`state.${shown}`)}
      </ToneStatus>
      {account.stateSince && shown !== 'off' && (
        <span>
          {t.rich('sinceTime', { time: () => <LocalTime at={account.stateSince as Date} style="dayAndTime" /> })}
        </span>
      )}
    </>
  )
}
