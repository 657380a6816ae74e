import { findDeskChain, changeLocation as writeLocation } from '#db/queries/chain-desk.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import type { ChangeLocationInput } from '#lib/desk/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/** Says for which location a chain's licence was bought: its price list, its public holidays, and what it may apply for. */
export async function changeLocation(ctx: OperatorCtx, { chainId, location }: ChangeLocationInput): Promise<void> {
  await asOperator(async (tx) => {
    const chain = await findDeskChain(tx, chainId)
    if (!chain) throw new Refusal('not_found')
    if (!(await writeLocation(tx, chainId, location))) return
    await recordOperatorAudit(tx, ctx, chainId, {
      action: 'chain.change_location',
      entityId: chainId,
      before: { location: chain.location },
      after: { location },
    })
  })
}
