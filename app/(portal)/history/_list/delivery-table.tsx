import { useTranslations } from 'next-intl'

import { asText } from '#components/as-text.ts'
import { masked } from '#components/masked-address.tsx'
import { stateLook } from '#components/status-badge.tsx'
import type { CardText } from '#components/text-cards.tsx'
import { TextCards } from '#components/text-cards.tsx'
import type { ListColumn, ListRow } from '#components/ui/list-table.tsx'
import { ListTable } from '#components/ui/list-table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { DeliveryRow } from '#db/queries/deliveries.ts'
import { deliveryTextsOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'

/** Characters of a text; more than its column ever has room for. */
const BEGINNING = 40

export function DeliveryTable({ rows }: { rows: DeliveryRow[] }) {
  const t = useTranslations('history')
  const nameOf = useNames()
  const texts = textsOf(rows, nameOf)
  const lines = useLines(rows, texts, nameOf)
  const columns: ListColumn[] = [
    { label: t('columns.at'), className: 'md:whitespace-nowrap' },
    { label: t('columns.patient') },
    { label: t('columns.number'), wide: true, className: 'whitespace-nowrap' },
    { label: t('columns.campaign'), wide: true },
    { label: t('columns.status') },
    { label: t('columns.text'), wide: true },
    { label: t('columns.parts'), num: true, wide: true },
    { label: t('columns.price'), num: true, wide: true },
  ]
  return (
    <TextCards texts={asText(texts)}>
      <ListTable label={t('list')} list={asText({ columns, rows: lines })} empty={t('noMatch')} />
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
