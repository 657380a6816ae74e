'use client'

import { Monitor, Smartphone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { LocalTime } from '#components/local-time.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { OpenSession } from '#db/queries/sign-in.ts'
import { deviceName } from '#lib/core/device-name.ts'
import { endOtherSessionsAction, endSessionAction } from '../actions.ts'

/** Where this account is signed in right now. */
export function SessionsCard({ sessions, currentId }: { sessions: readonly OpenSession[]; currentId: string }) {
  const t = useTranslations('account.sessions')
  const [, endOthers] = useActionState(endOtherSessionsAction, null)
  return (
    <Card
      title={t('title')}
      aside={
        sessions.length > 1 && (
          <form action={endOthers}>
            <SubmitButton size="s" variant="secondary">
              {t('endOthers')}
            </SubmitButton>
          </form>
        )
      }
    >
      <p className="mb-3 text-ink-2">{t('lead')}</p>
      <ul className="grid divide-y divide-line rounded-m border border-line">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} isCurrent={session.id === currentId} />
        ))}
      </ul>
    </Card>
  )
}

function SessionRow({ session, isCurrent }: { session: OpenSession; isCurrent: boolean }) {
  const t = useTranslations('account.sessions')
  const [, end] = useActionState(endSessionAction, null)
  const { browser, system } = deviceName(session.device ?? '')
  const name = [browser, system].filter(Boolean).join(', ') || t('unknownDevice')
  const Icon = system === 'iOS' || system === 'Android' ? Smartphone : Monitor
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <Icon className="size-[18px] shrink-0 text-ink-3" strokeWidth={1.6} aria-hidden="true" />
      <span className="min-w-0 flex-1 basis-[200px]">
        <span className="flex flex-wrap items-center gap-2">
          <strong>{name}</strong>
          {isCurrent && <Badge tone="ok">{t('here')}</Badge>}
        </span>
        <span className="block type-small text-ink-3">
          {t(`methods.${session.method}`)} <LocalTime at={session.createdAt} style="dayAndTime" />
          {session.address && ` · ${session.address}`}
        </span>
        {!isCurrent && (
          <span className="block type-small text-ink-3">
            {t('seen')} <LocalTime at={session.seenAt} style="dayAndTime" />
          </span>
        )}
      </span>
      {!isCurrent && (
        <form action={end}>
          <input type="hidden" name="sessionId" value={session.id} />
          <SubmitButton size="s" variant="quiet" aria-label={`${t('end')}: ${name}`}>
            {t('end')}
          </SubmitButton>
        </form>
      )}
    </li>
  )
}
