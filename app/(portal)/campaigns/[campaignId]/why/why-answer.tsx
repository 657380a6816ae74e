import { CircleCheck, CircleMinus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { StatusBadge } from '#components/status-badge.tsx'
import { ToneStatus } from '#components/ui/badge.tsx'
import { Bubble } from '#components/ui/bubble.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import type { Patient } from '#db/queries/patients.ts'
import { isStillToSend } from '#lib/campaigns/still-to-send.ts'
import type { Why } from '#lib/campaigns/why.ts'
import { useOutcomeText } from './outcome-text.ts'

/** The answer in one sentence, with what it rests on and where more is told. */
export function WhyAnswer({
  why,
  patient,
  campaign,
  mayResolve,
}: {
  why: Why
  patient: Patient
  campaign: Pick<Campaign, 'id' | 'status' | 'channel'>
  mayResolve: boolean
}) {
  const t = useTranslations('why')
  const tReason = useTranslations('statuses.leftOut')
  const formats = useFormats()
  const outcomeText = useOutcomeText()
  const live = isStillToSend(campaign.status)
  const profile = (
    <Link className="link" href={`/patients/${patient.id}`}>
      {t('patient')}
    </Link>
  )

  if (why.outcome === 'written_down') {
    const inDoubt = why.status === 'unknown' && mayResolve
    return (
      <Answer
        mark={<StatusBadge kind="delivery" status={why.status} />}
        links={
          <>
            {inDoubt && (
              <Link className="link" href={`/unknown?campaign=${campaign.id}`}>
                {t('decide')}
              </Link>
            )}
            <Link className="link" href={`/history/${why.month}/${why.deliveryId}`}>
              {t('history')}
            </Link>
            {profile}
          </>
        }
      >
        <p>{outcomeText({ ...why, channel: campaign.channel }, patient.clinicZone)}</p>
        {why.attempt > 1 && <p className="text-ink-2">{t('resent', { number: why.attempt })}</p>}
      </Answer>
    )
  }
  if (why.outcome === 'gets_it') {
    return (
      <Answer
        mark={<Mark tone="ok">{t('gets.short')}</Mark>}
        links={profile}
        {...(why.draftChanged && { note: t('draftChanged') })}
      >
        <p>{t('gets.long', { language: formats.language(why.language) })}</p>
        <div className="mt-2">
          <Bubble lang={why.language}>{why.text}</Bubble>
        </div>
      </Answer>
    )
  }
  const when = live ? 'live' : 'past'
  return (
    <Answer
      mark={<Mark tone="neutral">{t(`not.${when}`)}</Mark>}
      links={profile}
      {...(why.draftChanged && { note: t('draftChanged') })}
    >
      <p>{why.outcome === 'left_out' ? t('because', { reason: tReason(why.reason) }) : t(`notInAudience.${when}`)}</p>
    </Answer>
  )
}

function Answer({
  mark,
  note,
  links,
  children,
}: {
  mark: ReactNode
  note?: string
  links: ReactNode
  children: ReactNode
}) {
  return (
    <div className="grid gap-2">
      {mark}
      <div>{children}</div>
      {note && <p className="type-small text-ink-2">{note}</p>}
      <p className="flex flex-wrap gap-x-5 gap-y-1 type-small">{links}</p>
    </div>
  )
}

const ICONS = { ok: CircleCheck, neutral: CircleMinus }

function Mark({ tone, children }: { tone: 'ok' | 'neutral'; children: ReactNode }) {
  const Icon = ICONS[tone]
  return (
    <ToneStatus tone={tone} icon={<Icon strokeWidth={1.75} aria-hidden="true" />}>
      {children}
    </ToneStatus>
  )
}
