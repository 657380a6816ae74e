import { findDeskChain, setPause } from '#db/queries/chain-desk.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import { wakeHandOver } from '#lib/deliveries/wake.ts'
import type { ResumeChainInput } from '#lib/desk/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/**
 * Lets a paused chain's sending go on, at once.
 *
 * @throws Refusal chain_pause_unchanged when it is not paused
 */
export async function resumeChain(ctx: OperatorCtx, { chainId }: ResumeChainInput): Promise<void> {
  await asOperator(async (tx) => {
    const before = await findDeskChain(tx, chainId)
    if (!before) throw new Refusal('not_found')
    if (!(await setPause(tx, chainId, null))) throw new Refusal('chain_pause_unchanged')
    await recordOperatorAudit(tx, ctx, chainId, {
      action: 'chain.resume',
      entityId: chainId,
      before: { reason: before.pauseReason },
    })
    await wakeHandOver(tx, 'sms')
    await wakeHandOver(tx, 'email')
  })
}
