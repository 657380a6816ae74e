import type { Tx } from '#db/client.ts'
import { insertAuditEntries } from '#db/queries/audit.ts'
import type { Ctx } from '#lib/runtime/context.ts'

export type AuditLine = { action: string; entityId?: string; before?: unknown; after?: unknown }

/**
 * Writes who did what, inside the transaction of the change itself: no change without its line, no line without its change. Several
 * lines are one statement.
 * `action` is the permission's or verb's name (`campaign.send`). Give ids and figures, never a patient's name or number.
 */
export async function recordAudit(tx: Tx, ctx: Ctx, ...entries: AuditLine[]): Promise<void> {
  await insertAuditEntries(
    tx,
    entries.map(({ action, entityId, before, after }) => ({
      chainId: ctx.chainId,
      staffId: ctx.staffId,
      action,
      entityId: entityId ?? null,
      before: before ?? null,
      after: after ?? null,
      ...ctx.origin,
    })),
  )
}
