import type { Tx } from '#db/client.ts'
import { findChain } from '#db/queries/chains.ts'
import type { Agreement } from '#lib/campaigns/agreement.ts'
import { needsApproval } from '#lib/core/approval-limit.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/**
 * A send above the chain's limit takes a second person, whatever page it was posted from.
 *
 * @throws Refusal approval_needed
 */
export async function requireNoApproval(tx: Tx, ctx: Ctx, agreed: Agreement): Promise<void> {
  const chain = await findChain(tx, ctx.chainId)
  if (chain && needsApproval(chain, agreed)) throw new Refusal('approval_needed')
}
