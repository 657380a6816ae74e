import type { Tx } from '#db/client.ts'
import { insertAuditEntry } from '#db/queries/audit.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/**
 * Writes who did what, inside the transaction of the change itself: no change without its line, no line without its change.
 * `action` is the permission's or verb's name (`campaign.send`). Give ids and figures, never a patient's name or number.
 */
export async function recordAudit(
  tx: Tx,
  ctx: Ctx,
  entry: { action: string; entityId?: string; before?: unknown; after?: unknown },
): Promise<void> {
  await insertAuditEntry(tx, {
    chainId: ctx.chainId,
    staffId: ctx.staffId,
    action: entry.action,
    entityId: entry.entityId ?? null,
    before: entry.before ?? null,
    after: entry.after ?? null,
  })
}
