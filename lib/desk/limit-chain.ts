import { findDeskChain, setChainLimits } from '#db/queries/chain-desk.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import type { LimitChainInput } from '#lib/desk/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/** At most so many texts an hour and a day; what is beyond waits for the next one. Null for as many as there are. */
export async function limitChain(ctx: OperatorCtx, { chainId, ...limits }: LimitChainInput): Promise<void> {
  await asOperator(async (tx) => {
    const chain = await findDeskChain(tx, chainId)
    if (!chain) throw new Refusal('not_found')
    await setChainLimits(tx, chainId, limits)
    const { textsPerHour, textsPerDay } = chain
    await recordOperatorAudit(tx, ctx, chainId, {
      action: 'chain.limit',
      entityId: chainId,
      before: { textsPerHour, textsPerDay },
      after: limits,
    })
  })
}
