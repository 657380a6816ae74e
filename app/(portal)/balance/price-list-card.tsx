import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { PriceLine } from '#db/queries/tariffs.ts'
import { COMMON_TEXT_SEGMENTS } from '#lib/core/price-list.ts'

/** What a segment and a usual text cost by country of the number, since when, and what has been announced. */
export function PriceListCard({ prices, zone }: { prices: PriceLine[]; zone: string }) {
  const t = useTranslations('balance.prices')
  return (
    <Card flush title={t('title')} aside={t('net')} footer={<p className="type-small text-ink-3">{t('foot')}</p>}>
      <Table label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('country')}</th>
            <th scope="col" className="num">
              {t('segment')}
            </th>
            <th scope="col" className="num">
              {t('commonText')}
            </th>
          </tr>
        </thead>
        <tbody>
          {prices.length === 0 && <EmptyRow columns={3}>{t('empty')}</EmptyRow>}
          {prices.map((price) => (
            <PriceRow key={`${price.channel} ${price.country}`} price={price} zone={zone} />
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

function PriceRow({ price, zone }: { price: PriceLine; zone: string }) {
  const t = useTranslations('balance.prices')
  const formats = useFormats()
  const { channel, country, priceMicro, validFrom, chargesUndelivered, nextMicro, nextFrom, nextChargesUndelivered } =
    price
  const place = country === '*' ? t('elsewhere') : formats.country(country)
  return (
    <tr>
      <th scope="row" className="font-normal!">
        {channel === 'email' ? t('email') : place}
        {validFrom && (
          <span className="block type-small text-ink-3">
            {t('since', { date: formats.time(new Date(validFrom), 'date', zone) })}
          </span>
        )}
        {chargesUndelivered === false && <span className="block type-small text-ink-3">{t('undeliveredFree')}</span>}
        {nextFrom && nextMicro !== null && (
          <Badge tone="warn" icon={<TriangleAlert strokeWidth={1.75} aria-hidden="true" />}>
            {t('announced', {
              date: formats.time(new Date(nextFrom), 'date', zone),
              price: formats.money(nextMicro, 4),
            })}
          </Badge>
        )}
        {nextFrom && nextChargesUndelivered !== chargesUndelivered && (
          <span className="block type-small text-warn">
            {t(nextChargesUndelivered ? 'undeliveredCharged' : 'undeliveredFree')}
          </span>
        )}
      </th>
      <td className="num">{priceMicro === null ? '–' : formats.money(priceMicro, 4)}</td>
      <td className="num">
        {priceMicro !== null && channel === 'sms' && (
          <>
            <span className="block whitespace-nowrap">
              <span className="type-small text-ink-3">{t('latin')}</span>{' '}
              {formats.money(priceMicro * COMMON_TEXT_SEGMENTS.latin, 3)}
            </span>
            <span className="block whitespace-nowrap">
              <span className="type-small text-ink-3">{t('cyrillic')}</span>{' '}
              {formats.money(priceMicro * COMMON_TEXT_SEGMENTS.cyrillic, 3)}
            </span>
          </>
        )}
      </td>
    </tr>
  )
}
