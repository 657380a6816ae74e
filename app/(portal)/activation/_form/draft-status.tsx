'use client'

import { useTranslations } from 'next-intl'

import { useScripted } from '#components/use-scripted.ts'
import type { DraftState } from './use-draft.ts'

/** How it stands with the draft. That it keeps itself is true, and said, only where scripts run; else the button beside Submit keeps it. */
export function DraftStatus({ state, kept }: { state: DraftState; kept: boolean }) {
  const t = useTranslations('activation')
  const scripted = useScripted()
  const said = kept && state === 'untouched' ? 'saved' : state
  return <span role="status">{(said !== 'untouched' || scripted) && t(`draft.${said}`)}</span>
}
