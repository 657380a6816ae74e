import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Debit } from '#db/queries/debits.ts'

export type DebitRow = Debit & { key: string; name: ReactNode }

/** Texts, segments and cost by whatever the rows are, with each row's share and what a text of it cost on the mean. */
export function DebitTable({ label, head, rows }: { label: string; head: string; rows: readonly DebitRow[] }) {
  const t = useTranslations('balance.debits')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const total = rows.reduce(
    (sum, row) => ({
      texts: sum.texts + row.texts,
      segments: sum.segments + row.segments,
      costMicro: sum.costMicro + row.costMicro,
    }),
    { texts: 0, segments: 0, costMicro: 0 },
  )
  const share = (costMicro: number) => (total.costMicro === 0 ? '–' : formats.percent(costMicro / total.costMicro))
  return (
    <Table label={label}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" className="num">
            {t('texts')}
          </th>
          <th scope="col" className="num hs">
            {t('segments')}
          </th>
          <th scope="col" className="num">
            {t('cost')}
          </th>
          <th scope="col" className="num hs">
            {t('share')}
          </th>
          <th scope="col" className="num hs">
            {t('mean')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, texts, segments, costMicro }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className="num">{formats.whole(texts)}</td>
            <td className="num hs">{formats.whole(segments)}</td>
            <td className="num">{formats.money(costMicro)}</td>
            <td className="num hs">{share(costMicro)}</td>
            <td className="num hs">{formats.money(costMicro / texts, 3)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{tCommon('total')}</th>
          <td className="num">{formats.whole(total.texts)}</td>
          <td className="num hs">{formats.whole(total.segments)}</td>
          <td className="num">{formats.money(total.costMicro)}</td>
          <td className="num hs">{share(total.costMicro)}</td>
          <td className="num hs" />
        </tr>
      </tfoot>
    </Table>
  )
}
