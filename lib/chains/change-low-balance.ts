import { findChain, updateLowBalance } from '#db/queries/chains.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { ChangeLowBalanceInput } from '#lib/chains/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Sets the sum of free money below which the portal warns; 0 never warns. */
export async function changeLowBalance(ctx: Ctx, { euros: lowBalanceMicro }: ChangeLowBalanceInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const before = await findChain(tx, ctx.chainId)
    const after = await updateLowBalance(tx, ctx.chainId, lowBalanceMicro)
    if (!before || !after) throw new Refusal('not_found')
    await recordAudit(tx, ctx, {
      action: 'chain.change-low-balance',
      entityId: ctx.chainId,
      before: { lowBalanceMicro: before.lowBalanceMicro },
      after: { lowBalanceMicro },
    })
  })
}
