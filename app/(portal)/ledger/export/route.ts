import { getTranslations } from 'next-intl/server'

import type { ChainAccount } from '#db/queries/ledger-proof.ts'
import { listChainAccounts } from '#db/queries/ledger-proof.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { csvEuros } from '../../campaigns/csv-euros.ts'

/** What every chain has free, held, spent and owes. */
export async function GET(): Promise<Response> {
  await requireOperator('operator.read')
  const t = await getTranslations('payments.ledger')
  const pages = keysetPages<ChainAccount>((last, limit) =>
    asOperator((tx) => listChainAccounts(tx, { after: last?.name, limit })),
  )
  const cells = ({ name, location, availableMicro, heldMicro, spentMicro, owedMicro }: ChainAccount) => [
    csvCell(name),
    location,
    ...[availableMicro, heldMicro, spentMicro, owedMicro].map(csvEuros),
  ]
  const header = [t('chain'), t('location'), t('free'), t('held'), t('spent'), t('owed')]
  return csvResponse('accounts.csv', header, pages, cells)
}
