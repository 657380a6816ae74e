import { useTranslations } from 'next-intl'

import { Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { LedgerDifference } from '#db/queries/ledger-proof.ts'

/** What did not fit in the latest proof: the sum, and what it should be. */
export function DifferencesTable({ differences }: { differences: readonly LedgerDifference[] }) {
  const t = useTranslations('payments.ledger')
  const formats = useFormats()
  return (
    <Table label={t('differences', { count: differences.length })}>
      <thead>
        <tr>
          <th scope="col">{t('chain')}</th>
          <th scope="col">{t('what')}</th>
          <th scope="col" className="num">
            {t('expected')}
          </th>
          <th scope="col" className="num">
            {t('found')}
          </th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ chainId, chainName, sum, aboutId, expectedMicro, foundMicro }) => (
          <tr key={`${chainId} ${sum} ${aboutId}`}>
            <th scope="row">{chainName}</th>
            <td>
              {t(`sum.${sum}`)}
              {aboutId && <span className="block type-small wrap-anywhere text-ink-3">{aboutId}</span>}
            </td>
            <td className="num">{formats.money(expectedMicro, 4)}</td>
            <td className="num">{formats.money(foundMicro, 4)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
