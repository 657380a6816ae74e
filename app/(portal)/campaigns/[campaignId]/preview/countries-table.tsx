import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CountryFigures } from '#lib/campaigns/preview-figures.ts'

/** What it costs by the country of the number, since that is what sets the price. */
export function CountriesTable({
  channel,
  countries,
}: {
  channel: 'sms' | 'email'
  countries: readonly CountryFigures[]
}) {
  const t = useTranslations('campaigns.preview')
  const formats = useFormats()
  if (countries.length === 0 || channel === 'email') return null
  return (
    <Card flush title={t('byCountry')}>
      <Table label={t('byCountry')}>
        <thead>
          <tr>
            <th scope="col">{t('country')}</th>
            <th scope="col" className="num">
              {t('texts')}
            </th>
            <th scope="col" className="num">
              {t('partsHead')}
            </th>
            <th scope="col" className="num hs">
              {t('price')}
            </th>
            <th scope="col" className="num">
              {t('cost')}
            </th>
          </tr>
        </thead>
        <tbody>
          {countries.map((row) => (
            <tr key={row.country}>
              <th scope="row">{formats.country(row.country)}</th>
              <td className="num">{formats.whole(row.texts)}</td>
              <td className="num">{formats.whole(row.segments)}</td>
              <td className="num hs">{formats.money(row.priceMicro, 4)}</td>
              <td className="num">{formats.money(row.costMicro)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
