import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Replenishment } from '#db/queries/replenishments.ts'

/** Money in and money taken back, newest first. */
export function ReplenishmentRows({ rows, zone }: { rows: readonly Replenishment[]; zone: string }) {
  const t = useTranslations('balance.replenishments')
  const formats = useFormats()
  return (
    <Table label={t('title')}>
      <thead>
        <tr>
          <th scope="col">{t('date')}</th>
          <th scope="col">{t('way')}</th>
          <th scope="col" className="num">
            {t('sum')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columns={3}>{t('empty')}</EmptyRow>}
        {rows.map(({ id, at, kind, note, amountMicro }) => (
          <tr key={id}>
            <td className="whitespace-nowrap">
              <LocalTime at={new Date(at)} style="date" timeZone={zone} />
              <span className="block type-small text-ink-3">
                <LocalTime at={new Date(at)} style="time" timeZone={zone} />
              </span>
            </td>
            <td>
              {t(`kind.${kind}`)}
              {note && <span className="block type-small wrap-anywhere text-ink-3">{note}</span>}
            </td>
            <td className={`num font-semibold ${amountMicro < 0 ? 'text-bad' : ''}`}>
              {amountMicro > 0 && '+'}
              {formats.money(amountMicro)}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
