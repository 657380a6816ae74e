import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { stateLook } from '#components/status-badge.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Series } from '#components/ui/chart.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { FailureReason } from '#lib/core/failure-reason.ts'
import { failureReason, isMendable } from '#lib/core/failure-reason.ts'
import { ReasonCounts, StateCounts } from './count-lists.tsx'
import type { StatusCounts, StatusGroup } from './status-groups.ts'
import { groupCounts, STATUS_GROUPS } from './status-groups.ts'

const LOOKS: Record<StatusGroup, Pick<Series, 'color' | 'texture'> & { shownAs: DeliveryStatus }> = {
  delivered: { color: 'ok', texture: 'solid', shownAs: 'delivered' },
  waiting: { color: 'pale', texture: 'solid', shownAs: 'accepted' },
  failed: { color: 'bad', texture: 'hatch', shownAs: 'undelivered' },
  unknown: { color: 'unknown', texture: 'dots', shownAs: 'unknown' },
  resent: { color: 'unknown', texture: 'solid', shownAs: 'resent' },
  writtenOff: { color: 'unknown', texture: 'hatch', shownAs: 'written_off' },
  toSend: { color: 'unknown', texture: 'solid', shownAs: 'planned' },
  notSent: { color: 'unknown', texture: 'hatch', shownAs: 'cancelled' },
}

/** What became of the texts so far, each state with its number and share. */
export function DeliveryCard({
  counts,
  aside,
  hrefOf,
}: {
  counts: StatusCounts
  aside: ReactNode
  hrefOf: (group: StatusGroup) => string
}) {
  const t = useTranslations('campaigns')
  const tStatus = useTranslations('statuses.delivery')
  const formats = useFormats()
  const groups = groupCounts(counts)
  const all = Object.values(groups).reduce((sum, value) => sum + value, 0)
  const rows = (Object.keys(STATUS_GROUPS) as StatusGroup[]).filter(
    (group) => groups[group] > 0 || group === 'delivered',
  )
  return (
    <Card title={t('progress.delivery')} aside={aside}>
      <StateCounts
        counts={rows.map((group) => {
          const { shownAs: status, ...look } = LOOKS[group]
          return {
            ...look,
            key: group,
            state: { word: tStatus(status), look: stateLook({ kind: 'delivery', status }) },
            href: hrefOf(group),
            value: groups[group],
            shown: formats.whole(groups[group]),
            share: formats.percent(all > 0 ? groups[group] / all : 0),
          }
        })}
      />
    </Card>
  )
}

export type Failures = { status: DeliveryStatus; detail: string | null; texts: number }[]

/** Why some did not arrive, most frequent first, and what is uncertain; each in words a clinic can act on. */
export function FailuresCard({
  channel,
  failures,
  unknown,
  failedHref,
  unknownHref,
}: {
  channel: 'sms' | 'email'
  failures: Failures
  unknown: number
  failedHref: string
  /** Where they are decided; null for who may not. */
  unknownHref: string | null
}) {
  const t = useTranslations('campaigns')
  const formats = useFormats()
  const reasons = byReason(channel, failures)
  const failed = reasons.reduce((sum, [, texts]) => sum + texts, 0)
  const mendable = reasons.some(([reason]) => isMendable(reason))
  return (
    <Card
      title={failed > 0 ? t('progress.whyNot', { count: failed }) : t('group.failed')}
      aside={
        mendable && (
          <Link href={failedHref} className="link" scroll={false}>
            {t('progress.fixNumbers')}
          </Link>
        )
      }
    >
      <div className="grid gap-3">
        {failed === 0 && <p className="text-ink-2">{t('progress.allArrived')}</p>}
        <ReasonCounts
          counts={reasons.map(([reason, texts]) => ({
            key: reason,
            reason: t(`failure.${reason}`),
            texts,
            shown: formats.whole(texts),
          }))}
        />
        {unknown > 0 && (
          <Note
            tone="warn"
            title={`${t('progress.unknownTitle', { count: unknown })}.`}
            action={
              unknownHref && (
                <LinkButton href={unknownHref} size="s">
                  {t('progress.unknownDecide')}
                </LinkButton>
              )
            }
          >
            {t('progress.unknownBody')}
          </Note>
        )}
      </div>
    </Card>
  )
}

function byReason(channel: 'sms' | 'email', failures: Failures): [FailureReason, number][] {
  const sums = new Map<FailureReason, number>()
  for (const { status, detail, texts } of failures) {
    const reason = failureReason(channel, status, detail)
    sums.set(reason, (sums.get(reason) ?? 0) + texts)
  }
  return [...sums].toSorted((a, b) => b[1] - a[1])
}
