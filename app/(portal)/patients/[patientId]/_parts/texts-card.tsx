import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Money } from '#components/money.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { Bubble } from '#components/ui/bubble.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import type { DeliveryRow } from '#db/queries/deliveries.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'

const COLUMNS = 4

/** Every text the patient got or was to get. */
export function TextsCard({ texts }: { texts: DeliveryRow[] }) {
  const t = useTranslations('patients.texts')
  return (
    <Card flush title={t('title')}>
      <Table label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('at')}</th>
            <th scope="col">{t('text')}</th>
            <th scope="col" className="hs">
              {t('status')}
            </th>
            <th scope="col" className="num hs">
              {t('price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {texts.length === 0 && <EmptyRow columns={COLUMNS}>{t('empty')}</EmptyRow>}
          {texts.map((row) => {
            const { subject, text } = deliveryTextOf(row, env().PUBLIC_URL)(row.params)
            return (
              <tr key={row.id}>
                <td className="align-top">
                  <Link className="link" href={`/history/${row.month}/${row.id}`}>
                    <LocalTime at={row.submittedAt ?? row.plannedAt} style="dayAndTime" />
                  </Link>
                  {row.campaignId && (
                    <Link className="block type-small text-ink-2" href={`/campaigns/${row.campaignId}`}>
                      {row.campaignName}
                    </Link>
                  )}
                  <span className="mt-1 block md:hidden">
                    <StatusBadge kind="delivery" status={row.status} />
                  </span>
                </td>
                <td className="py-2 md:min-w-[26ch]">
                  {subject && <b className="type-strong">{subject}</b>}
                  <Bubble lang={row.language}>{text}</Bubble>
                </td>
                <td className="hs align-top">
                  <StatusBadge kind="delivery" status={row.status} />
                </td>
                <td className="num hs align-top">
                  <Money micro={row.priceMicro} decimals={3} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </Card>
  )
}
