import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { asText } from '#components/as-text.ts'
import { masked } from '#components/masked-address.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import type { CardText } from '#components/text-cards.tsx'
import { TextCards } from '#components/text-cards.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CategoryText } from '#db/queries/category-history.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'

/** The newest texts; each shows all of itself on hover, on focus and on a tap, and its time leads to its own page. */
export function HistoryRows({
  rows,
  hasDays,
  moreHref,
}: {
  rows: readonly CategoryText[]
  /** Rows of several days say which. */
  hasDays: boolean
  moreHref: string | null
}) {
  const t = useTranslations('category')
  const formats = useFormats()
  const cardOf = useCard()
  if (rows.length === 0) return <p className="border-t border-line px-4 py-4 text-ink-2 md:px-5">{t('none')}</p>
  return (
    <TextCards texts={asText(Object.fromEntries(rows.map((row) => [row.id, cardOf(row)])))}>
      <ul className="border-t border-line">
        {rows.map((row) => (
          <li
            key={row.id}
            className="flex min-h-[38px] items-center gap-2.5 border-b border-line px-4 py-1 last:border-b-0 hover:bg-hover has-aria-expanded:bg-hover md:px-5"
          >
            <Link
              href={`/history/${row.month}/${row.id}`}
              className="min-w-[38px] rounded-s py-1 type-small text-ink-2 no-underline hover:underline"
            >
              <span className="sr-only">{t('open')} </span>
              {formats.time(new Date(row.at), hasDays ? 'weekdayTime' : 'time', row.zone)}
            </Link>
            <button
              type="button"
              className="min-w-0 flex-1 truncate rounded-s py-1 text-start type-strong"
              data-text={row.id}
              aria-expanded="false"
            >
              {row.patientName || t('nobody')}
            </button>
            <StatusBadge kind="delivery" status={row.status} />
          </li>
        ))}
      </ul>
      {moreHref && (
        <p className="border-t border-line px-4 py-2.5 type-small md:px-5">
          <Link href={moreHref} className="link">
            {t('more')}
          </Link>
        </p>
      )}
    </TextCards>
  )
}

function useCard() {
  const t = useTranslations('category')
  const formats = useFormats()
  return (row: CategoryText): CardText => {
    const { text, subject } = deliveryTextOf(row, env().PUBLIC_URL)(row.params)
    const cost = formats.money(row.priceMicro, 3)
    return {
      to: row.patientName || t('nobody'),
      language: row.language,
      subject,
      text,
      values: row.params ?? [],
      facts: [
        ...(row.visitAt
          ? [{ label: t('visit'), value: formats.time(new Date(row.visitAt), 'weekdayTime', row.zone) }]
          : []),
        { label: t('language'), value: formats.language(row.language) },
        { label: t(row.channel === 'sms' ? 'number' : 'address'), value: masked(row.address) },
        { label: t('cost'), value: row.channel === 'sms' ? t('partsAndCost', { parts: row.segments, cost }) : cost },
      ],
      links: linksOf(row).map(({ key, href }) => ({ href, name: t(key) })),
    }
  }
}

function linksOf(row: CategoryText) {
  return [
    row.appointmentId && { key: 'openVisit' as const, href: `/appointments/${row.appointmentId}` },
    !row.appointmentId && row.patientId && { key: 'openPatient' as const, href: `/patients/${row.patientId}` },
    row.ruleId && { key: 'why' as const, href: `/reminders/${row.ruleId}` },
    row.campaignId && { key: 'why' as const, href: `/campaigns/${row.campaignId}` },
    { key: 'timeline' as const, href: `/history/${row.month}/${row.id}` },
  ].filter((link) => typeof link === 'object' && link !== null)
}
