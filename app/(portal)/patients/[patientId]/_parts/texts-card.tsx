import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Money } from '#components/money.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { Bubble } from '#components/ui/bubble.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import type { DeliveryOfPatient } from '#db/queries/deliveries.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'
import { useOutcomeText } from '../../../campaigns/[campaignId]/why/outcome-text.ts'

const COLUMNS = 4

/** Every text the patient got or was to get. */
export function TextsCard({ texts, zone }: { texts: DeliveryOfPatient[]; zone: string }) {
  const t = useTranslations('patients.texts')
  const tCommon = useTranslations('common')
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
                  <div className="mt-1 md:hidden">
                    <Fate row={row} zone={zone} />
                  </div>
                </td>
                <td className="py-2 md:min-w-[26ch]">
                  {subject && <b className="type-strong">{subject}</b>}
                  {row.params === null ? (
                    <p className="type-small text-ink-3">{tCommon('textGone')}</p>
                  ) : (
                    <Bubble lang={row.language}>{text}</Bubble>
                  )}
                </td>
                <td className="hs align-top">
                  <Fate row={row} zone={zone} />
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

/** What became of a text and why; while it is under way, its bulk mail knows more. */
function Fate({ row, zone }: { row: DeliveryOfPatient; zone: string }) {
  const t = useTranslations('patients.texts')
  const outcomeText = useOutcomeText()
  const outcome = { ...row, reason: row.detail, notBefore: null, waitsFor: null }
  return (
    <div className="max-w-[34ch] whitespace-normal">
      <StatusBadge kind="delivery" status={row.status} />
      {row.status !== 'planned' && <p className="mt-1 type-small text-ink-2">{outcomeText(outcome, zone)}</p>}
      {row.campaignId && row.patientId && (
        <Link className="link type-small" href={`/campaigns/${row.campaignId}/why?patient=${row.patientId}`}>
          {t('why')}
        </Link>
      )}
    </div>
  )
}
