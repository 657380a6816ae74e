import { findRetention, saveRetentionRow } from '#db/queries/retention.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { SaveRetentionInput } from '#lib/privacy/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** How long the chain keeps what; from the next night on. What is gone does not come back when the time is made longer. */
export async function saveRetention(ctx: Ctx, retention: SaveRetentionInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const before = await findRetention(tx, ctx.chainId)
    await saveRetentionRow(tx, ctx.chainId, retention)
    await recordAudit(tx, ctx, { action: 'retention.save', before, after: retention })
  })
}
