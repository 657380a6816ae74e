import { useTranslations } from 'next-intl'

import { asText } from '#components/as-text.ts'
import { masked } from '#components/masked-address.tsx'
import { stateLook } from '#components/status-badge.tsx'
import type { CardText } from '#components/text-cards.tsx'
import { TextCards } from '#components/text-cards.tsx'
import type { ListColumn, ListRow } from '#components/ui/list-rows.tsx'
import { ListRows } from '#components/ui/list-rows.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CampaignTextRow } from '#db/queries/campaign-texts.ts'
import type { DeliveryText } from '#lib/core/delivery-text.ts'
import { deliveryTextsOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'
import { useExplanation } from './explanation.ts'

const COLUMNS: ListColumn[] = [
  { className: 'whitespace-nowrap' },
  { className: 'font-normal!', names: true },
  { className: 'hs whitespace-nowrap' },
  { className: 'hs' },
  { className: 'hs' },
  {},
  { className: 'hs type-small text-ink-2' },
  { className: 'num hs' },
  { className: 'num hs' },
]

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
  const lines = useLines(rows, zone)
  const factsOf = useFacts()
  const render = deliveryTextsOf(env().PUBLIC_URL)
  const texts = Object.fromEntries(rows.map((row) => [row.id, cardOf(row, render(row), factsOf(row))]))
  return (
    <TextCards texts={asText(texts)}>
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
            <th scope="col" className="num hs">
              {t('price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <EmptyRow columns={COLUMNS.length}>{filtered ? t('noTexts') : t('noTextsYet')}</EmptyRow>
          )}
          <ListRows list={asText({ columns: COLUMNS, rows: lines })} />
        </tbody>
      </Table>
    </TextCards>
  )
}

function nameOf({ firstName, lastName }: CampaignTextRow): string {
  return `${firstName ?? ''} ${lastName ?? ''}`.trim() || '–'
}

function cardOf(row: CampaignTextRow, { text, subject }: DeliveryText, facts: CardText['facts'] = []): CardText {
  const to = nameOf(row)
  const links = row.patientId ? [{ href: `/patients/${row.patientId}`, name: to }] : []
  return { to, language: row.language, subject, text, values: row.params ?? [], facts, links }
}

/** What phones have no column for. */
function useFacts(): (row: CampaignTextRow) => CardText['facts'] {
  const t = useTranslations('campaigns.progress')
  const formats = useFormats()
  const explain = useExplanation()
  const labels = { why: t('why'), price: t('price') }
  return (row) => {
    const why = explain(row)
    const price = { label: labels.price, value: formats.money(row.priceMicro, 3) }
    return why ? [{ label: labels.why, value: why }, price] : [price]
  }
}

function useLines(rows: readonly CampaignTextRow[], zone: string): ListRow[] {
  const tStatus = useTranslations('statuses.delivery')
  const formats = useFormats()
  const explain = useExplanation()
  // Fifty rows share two or three.
  const statuses = new Map([...new Set(rows.map(({ status }) => status))].map((status) => [status, tStatus(status)]))
  return rows.map((row) => ({
    key: row.id,
    cells: [
      row.submittedAt
        ? { text: formats.time(row.submittedAt, 'timeWithSeconds', zone), at: row.submittedAt.toISOString() }
        : { text: '–', faint: true },
      { text: nameOf(row), card: row.id },
      masked(row.address),
      row.language,
      row.clinicName ?? '',
      { text: statuses.get(row.status) ?? '', state: stateLook({ kind: 'delivery', status: row.status }) },
      explain(row),
      row.segments ? String(row.segments) : '–',
      formats.money(row.priceMicro, 3),
    ],
  }))
}
