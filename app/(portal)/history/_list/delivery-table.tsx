import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { MaskedAddress } from '#components/masked-address.tsx'
import { Money } from '#components/money.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import type { DeliveryRow } from '#db/queries/deliveries.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'
import { TextCard } from './text-card.tsx'

const COLUMNS = 8

export function DeliveryTable({ rows }: { rows: DeliveryRow[] }) {
  const t = useTranslations('history')
  return (
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
          <th scope="col" className="num">
            {t('columns.price')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columns={COLUMNS}>{t('noMatch')}</EmptyRow>}
        {rows.map((row) => (
          <DeliveryLine key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  )
}

function DeliveryLine({ row }: { row: DeliveryRow }) {
  const t = useTranslations('history')
  const { text } = deliveryTextOf(row, env().PUBLIC_URL)(row.params)
  const name = `${row.firstName ?? ''} ${row.lastName ?? ''}`.trim() || t(row.kind === 'test' ? 'kind.test' : 'nobody')
  return (
    <tr>
      <td>
        <Link className="link" href={`/history/${row.month}/${row.id}`}>
          <LocalTime at={row.submittedAt ?? row.plannedAt} style="dayAndTime" />
        </Link>
      </td>
      <td>
        {row.patientId ? (
          <Link className="link" href={`/patients/${row.patientId}`}>
            {name}
          </Link>
        ) : (
          name
        )}
      </td>
      <td className="hs">
        <MaskedAddress address={row.address} />
      </td>
      <td className="hs">
        {row.campaignId && row.campaignName !== null ? (
          <Link className="link" href={`/campaigns/${row.campaignId}`}>
            {row.campaignName}
          </Link>
        ) : (
          t(`kind.${row.kind}`)
        )}
      </td>
      <td>
        <StatusBadge kind="delivery" status={row.status} />
      </td>
      <td className="hs">
        <TextCard label={t('showText')} language={row.language} text={text} />
      </td>
      <td className="num hs">{row.segments || '–'}</td>
      <td className="num">
        <Money micro={row.priceMicro} decimals={3} />
      </td>
    </tr>
  )
}
