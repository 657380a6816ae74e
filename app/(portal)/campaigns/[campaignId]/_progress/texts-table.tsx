import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { MaskedAddress } from '#components/masked-address.tsx'
import { Money } from '#components/money.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import type { CardText } from '#components/text-cards.tsx'
import { TextCards } from '#components/text-cards.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import type { CampaignTextRow } from '#db/queries/campaign-texts.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'
import { useExplanation } from './explanation.ts'

const COLUMNS = 9

/** Each text of a campaign: to whom, what became of it, and the text itself on hover, on focus and on tap. */
export function TextsTable({
  rows,
  channel,
  zone,
  filtered,
}: {
  rows: CampaignTextRow[]
  channel: 'sms' | 'email'
  zone: string
  filtered: boolean
}) {
  const t = useTranslations('campaigns.progress')
  const texts = Object.fromEntries(rows.map((row) => [row.id, textOf(row, t('textOf', { name: nameOf(row) }))]))
  return (
    <TextCards texts={texts}>
      <Table label={t('table')}>
        <thead>
          <tr>
            <th scope="col">{t('sentAt')}</th>
            <th scope="col">{t('patient')}</th>
            <th scope="col" className="hs">
              {channel === 'sms' ? t('number') : t('address')}
            </th>
            <th scope="col" className="hs">
              {t('lang')}
            </th>
            <th scope="col" className="hs">
              {t('clinic')}
            </th>
            <th scope="col">{t('status')}</th>
            <th scope="col" className="hs">
              {t('why')}
            </th>
            <th scope="col" className="num hs">
              {t('parts')}
            </th>
            <th scope="col" className="num">
              {t('price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && <EmptyRow columns={COLUMNS}>{filtered ? t('noTexts') : t('noTextsYet')}</EmptyRow>}
          {rows.map((row) => (
            <TextRow key={row.id} row={row} zone={zone} />
          ))}
        </tbody>
      </Table>
    </TextCards>
  )
}

function nameOf({ firstName, lastName }: CampaignTextRow): string {
  return `${firstName ?? ''} ${lastName ?? ''}`.trim() || '–'
}

function textOf(row: CampaignTextRow, label: string): CardText {
  const { text, subject } = deliveryTextOf(row, env().PUBLIC_URL)(row.params)
  const links = row.patientId ? [{ href: `/patients/${row.patientId}`, name: nameOf(row) }] : []
  return { label, language: row.language, subject, text, values: row.params ?? [], links }
}

function TextRow({ row, zone }: { row: CampaignTextRow; zone: string }) {
  const explain = useExplanation()
  return (
    <tr>
      <td className="whitespace-nowrap">
        {row.submittedAt ? (
          <LocalTime at={row.submittedAt} style="timeWithSeconds" timeZone={zone} />
        ) : (
          <span className="text-ink-3">–</span>
        )}
      </td>
      <th scope="row" className="font-normal!">
        <button type="button" className="link max-w-full rounded-s text-start" data-text={row.id} aria-expanded="false">
          {nameOf(row)}
        </button>
      </th>
      <td className="hs">
        <MaskedAddress address={row.address} />
      </td>
      <td className="hs">{row.language}</td>
      <td className="hs">{row.clinicName}</td>
      <td>
        <StatusBadge kind="delivery" status={row.status} />
      </td>
      <td className="hs type-small text-ink-2">{explain(row)}</td>
      <td className="num hs">{row.segments || '–'}</td>
      <td className="num">
        <Money micro={row.priceMicro} decimals={3} />
      </td>
    </tr>
  )
}
