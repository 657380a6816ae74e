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
import type { DeliveryRow } from '#db/queries/deliveries.ts'
import { deliveryTextsOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'

const COLUMNS: ListColumn[] = [
  { className: 'md:whitespace-nowrap' },
  {},
  { className: 'hs whitespace-nowrap' },
  { className: 'hs' },
  {},
  { className: 'hs' },
  { className: 'num hs' },
  { className: 'num hs' },
]
/** Characters of a text; more than its column ever has room for. */
const BEGINNING = 40

export function DeliveryTable({ rows }: { rows: DeliveryRow[] }) {
  const t = useTranslations('history')
  const nameOf = useNames()
  const texts = textsOf(rows, nameOf)
  const lines = useLines(rows, texts, nameOf)
  return (
    <TextCards texts={asText(texts)}>
      <Table label={t('list')}>
        <thead>
          <tr>
            <th scope="col">{t('columns.at')}</th>
            <th scope="col">{t('columns.patient')}</th>
            <th scope="col" className="hs">
              {t('columns.number')}
            </th>
            <th scope="col" className="hs">
              {t('columns.campaign')}
            </th>
            <th scope="col">{t('columns.status')}</th>
            <th scope="col" className="hs">
              {t('columns.text')}
            </th>
            <th scope="col" className="num hs">
              {t('columns.parts')}
            </th>
            <th scope="col" className="num hs">
              {t('columns.price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && <EmptyRow columns={COLUMNS.length}>{t('noMatch')}</EmptyRow>}
          <ListRows list={asText({ columns: COLUMNS, rows: lines })} />
        </tbody>
      </Table>
    </TextCards>
  )
}

function useNames(): (row: DeliveryRow) => string {
  const t = useTranslations('history')
  return ({ firstName, lastName, kind }) =>
    `${firstName ?? ''} ${lastName ?? ''}`.trim() || t(kind === 'test' ? 'kind.test' : 'nobody')
}

function textsOf(rows: readonly DeliveryRow[], nameOf: (row: DeliveryRow) => string): Record<string, CardText> {
  const render = deliveryTextsOf(env().PUBLIC_URL)
  return Object.fromEntries(
    rows.map((row) => {
      const { text, subject } = render(row)
      return [row.id, { to: nameOf(row), language: row.language, subject, text, values: row.params ?? [] }]
    }),
  )
}

function useLines(
  rows: readonly DeliveryRow[],
  texts: Readonly<Record<string, CardText>>,
  nameOf: (row: DeliveryRow) => string,
): ListRow[] {
  const t = useTranslations('history')
  const tCommon = useTranslations('common')
  const tStatus = useTranslations('statuses.delivery')
  const formats = useFormats()
  return rows.map((row) => {
    const at = row.submittedAt ?? row.plannedAt
    const name = nameOf(row)
    const beginning = texts[row.id]?.text.slice(0, BEGINNING)
    return {
      key: row.id,
      cells: [
        {
          text: formats.time(at, 'dayAndTime'),
          at: at.toISOString(),
          href: `/history/${row.month}/${row.id}`,
        },
        row.patientId ? { text: name, href: `/patients/${row.patientId}` } : name,
        masked(row.address),
        row.campaignId && row.campaignName !== null
          ? { text: row.campaignName, href: `/campaigns/${row.campaignId}` }
          : t(`kind.${row.kind}`),
        { text: tStatus(row.status), state: stateLook({ kind: 'delivery', status: row.status }) },
        { text: beginning || tCommon('textGone'), card: row.id, className: 'block max-w-[22ch] truncate' },
        row.segments ? String(row.segments) : '–',
        formats.money(row.priceMicro, 3),
      ],
    }
  })
}
