import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { MaskedAddress } from '#components/masked-address.tsx'
import { Money } from '#components/money.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import type { CardText } from '#components/text-cards.tsx'
import { TextCards } from '#components/text-cards.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import type { DeliveryRow } from '#db/queries/deliveries.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'

const COLUMNS = 8
/** Characters of a text; more than its column ever has room for. */
const BEGINNING = 40

export function DeliveryTable({ rows }: { rows: DeliveryRow[] }) {
  const t = useTranslations('history')
  const texts = Object.fromEntries(rows.map((row) => [row.id, textOf(row, t('showText'))]))
  return (
    <TextCards texts={texts}>
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
            <DeliveryLine key={row.id} row={row} text={texts[row.id]?.text ?? ''} />
          ))}
        </tbody>
      </Table>
    </TextCards>
  )
}

function textOf(row: DeliveryRow, label: string): CardText {
  const { text, subject } = deliveryTextOf(row, env().PUBLIC_URL)(row.params)
  return { label, language: row.language, subject, text }
}

function DeliveryLine({ row, text }: { row: DeliveryRow; text: string }) {
  const t = useTranslations('history')
  const tCommon = useTranslations('common')
  const name = `${row.firstName ?? ''} ${row.lastName ?? ''}`.trim() || t(row.kind === 'test' ? 'kind.test' : 'nobody')
  return (
    <tr>
      <td>
        <a className="link" href={`/history/${row.month}/${row.id}`}>
          <LocalTime at={row.submittedAt ?? row.plannedAt} style="dayAndTime" />
        </a>
      </td>
      <td>
        {row.patientId ? (
          <a className="link" href={`/patients/${row.patientId}`}>
            {name}
          </a>
        ) : (
          name
        )}
      </td>
      <td className="hs">
        <MaskedAddress address={row.address} />
      </td>
      <td className="hs">
        {row.campaignId && row.campaignName !== null ? (
          <a className="link" href={`/campaigns/${row.campaignId}`}>
            {row.campaignName}
          </a>
        ) : (
          t(`kind.${row.kind}`)
        )}
      </td>
      <td>
        <StatusBadge kind="delivery" status={row.status} />
      </td>
      <td className="hs">
        <button type="button" className="link" data-text={row.id} aria-expanded="false">
          <span className="block max-w-[22ch] truncate text-start">
            {text === '' ? tCommon('textGone') : text.slice(0, BEGINNING)}
          </span>
        </button>
      </td>
      <td className="num hs">{row.segments || '–'}</td>
      <td className="num">
        <Money micro={row.priceMicro} decimals={3} />
      </td>
    </tr>
  )
}
