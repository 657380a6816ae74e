import { setPause } from '#db/queries/chain-desk.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import type { PauseChainInput } from '#lib/desk/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/**
 * Stops a chain's sending, for a reason that its staff read on every page. Workers take none of its batches from now on and let go of
 * those in hand after the window on the wire; what becomes useless by waiting expires.
 *
 * @throws Refusal chain_pause_unchanged when it is paused already
 */
export async function pauseChain(ctx: OperatorCtx, { chainId, reason }: PauseChainInput): Promise<void> {
  await asOperator(async (tx) => {
    if (!(await setPause(tx, chainId, reason))) throw new Refusal('chain_pause_unchanged')
    await recordOperatorAudit(tx, ctx, chainId, { action: 'chain.pause', entityId: chainId, after: { reason } })
  })
}
