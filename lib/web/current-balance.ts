import 'server-only'
import { cache } from 'react'
import type { Account } from '#db/queries/billing.ts'
import { findBalance } from '#db/queries/billing.ts'
import { may } from '#lib/core/permissions.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { currentStaff } from '#lib/web/current-staff.ts'

/** The chain's money, read once a request; null for roles that do not see it. */
export const currentBalance = cache(async (): Promise<(Account & { isLow: boolean }) | null> => {
  const staff = await currentStaff()
  if (!staff?.chain || !may(staff.role, 'balance.read')) return null
  const chainId = staff.chain.id
  return inChain(chainCtx(chainId), (tx) => findBalance(tx, chainId))
})
