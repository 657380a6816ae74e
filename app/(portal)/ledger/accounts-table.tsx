import { useTranslations } from 'next-intl'

import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ChainAccount } from '#db/queries/ledger-proof.ts'

/** What each chain has free, held, spent and owes. */
export function AccountsTable({ accounts }: { accounts: readonly ChainAccount[] }) {
  const t = useTranslations('payments.ledger')
  const formats = useFormats()
  return (
    <Table label={t('accounts')}>
      <thead>
        <tr>
          <th scope="col">{t('chain')}</th>
          {(['free', 'held', 'spent', 'owed'] as const).map((column) => (
            <th key={column} scope="col" className="num">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {accounts.length === 0 && <EmptyRow columns={5}>{t('noChains')}</EmptyRow>}
        {accounts.map(({ chainId, name, availableMicro, heldMicro, spentMicro, owedMicro }) => (
          <tr key={chainId}>
            <th scope="row">{name}</th>
            <td className="num">{formats.money(availableMicro)}</td>
            <td className="num">{formats.money(heldMicro)}</td>
            <td className="num">{formats.money(spentMicro)}</td>
            <td className={`num ${owedMicro > 0 ? 'font-semibold text-bad' : ''}`}>{formats.money(owedMicro)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
