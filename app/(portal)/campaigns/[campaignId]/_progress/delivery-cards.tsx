import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { StatusBadge } from '#components/status-badge.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Series } from '#components/ui/chart.tsx'
import { Bar, ShareBar, Swatch } from '#components/ui/chart.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { FailureReason } from '#lib/core/failure-reason.ts'
import { failureReason, isMendable } from '#lib/core/failure-reason.ts'
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
  const formats = useFormats()
  const groups = groupCounts(counts)
  const all = Object.values(groups).reduce((sum, value) => sum + value, 0)
  const rows = (Object.keys(STATUS_GROUPS) as StatusGroup[]).filter(
    (group) => groups[group] > 0 || group === 'delivered',
  )
  return (
    <Card title={t('progress.delivery')} aside={aside}>
      <div className="mb-3">
        <ShareBar
          tall
          series={rows.map((group) => ({
            key: group,
            label: t(`group.${group}`),
            value: groups[group],
            ...LOOKS[group],
          }))}
        />
      </div>
      <ul>
        {rows.map((group) => (
          <li key={group} className="flex items-center gap-2.5 border-t border-line py-1.5 first:border-t-0">
            <Swatch color={LOOKS[group].color} texture={LOOKS[group].texture} />
            <span className="flex-1">
              <StatusBadge kind="delivery" status={LOOKS[group].shownAs} />
            </span>
            <Link href={hrefOf(group)} className="font-semibold text-ink no-underline hover:underline" scroll={false}>
              {formats.whole(groups[group])}
            </Link>
            <span className="w-14 text-end text-ink-2">{formats.percent(all > 0 ? groups[group] / all : 0)}</span>
          </li>
        ))}
      </ul>
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
  const most = Math.max(1, ...reasons.map(([, texts]) => texts))
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
        <ul>
          {reasons.map(([reason, texts]) => (
            <li
              key={reason}
              className="grid grid-cols-[minmax(0,1fr)_34%_auto] items-center gap-3 border-t border-line py-2 first:border-t-0"
            >
              {t(`failure.${reason}`)}
              <Bar value={texts} max={most} color="bad" texture="hatch" />
              <b className="min-w-7 text-end">{formats.whole(texts)}</b>
            </li>
          ))}
        </ul>
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
