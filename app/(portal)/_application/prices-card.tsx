import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { PriceLine } from '#db/queries/tariffs.ts'
import { COMMON_TEXT_SEGMENTS } from '#lib/core/price-list.ts'
import { DEFAULT_ZONE } from '#lib/tariffs/zone.ts'

/** What a text will cost in the location of the licence, a line for each country of the number; announced changes stand below theirs. */
export function PricesCard({ location, prices }: { location: string; prices: readonly PriceLine[] }) {
  const t = useTranslations('activation.prices')
  const formats = useFormats()
  const price = (micro: number | null, segments = 1) => (micro === null ? '–' : formats.money(micro * segments, 3))
  const place = (country: string) => (country === '*' ? t('elsewhere') : formats.country(country))
  return (
    <Card
      flush
      title={t('title', { location: formats.country(location) })}
      footer={<p className="type-small text-ink-3">{t('foot')}</p>}
    >
      <Table label={t('title', { location: formats.country(location) })}>
        <thead>
          <tr>
            <th scope="col">{t('country')}</th>
            <th scope="col" className="num">
              {t('latin')}
            </th>
            <th scope="col" className="num">
              {t('cyrillic')}
            </th>
          </tr>
        </thead>
        <tbody>
          {prices.length === 0 && <EmptyRow columns={3}>{t('empty')}</EmptyRow>}
          {prices.map(({ channel, country, priceMicro, nextMicro, nextFrom }) => (
            <tr key={`${channel} ${country}`}>
              <th scope="row" className="font-normal!">
                {channel === 'email' ? t('email') : place(country)}
                {nextFrom && nextMicro !== null && (
                  <span className="block type-small text-warn">
                    {t('announced', {
                      date: formats.time(new Date(nextFrom), 'date', DEFAULT_ZONE),
                      price: price(nextMicro),
                    })}
                  </span>
                )}
              </th>
              <td className="num">{price(priceMicro, channel === 'sms' ? COMMON_TEXT_SEGMENTS.latin : 1)}</td>
              <td className="num">{price(priceMicro, channel === 'sms' ? COMMON_TEXT_SEGMENTS.cyrillic : 1)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
