import type { Tx } from '#db/client.ts'
import { insertAuditEntries } from '#db/queries/audit.ts'
import { hasLostRole } from '#db/queries/staff.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

export type AuditLine = { action: string; entityId?: string; before?: unknown; after?: unknown }

/**
 * Writes who did what, inside the transaction of the change itself: no change without its line, no line without its change. Several
 * lines are one statement.
 * `action` is the permission's or verb's name (`campaign.send`). Give ids and figures, never a patient's name or number.
 *
 * Whoever was let in with a role must still have it here: one that is taken away while its holder acts takes the change back with it.
 *
 * @throws Refusal forbidden
 */
export async function recordAudit(tx: Tx, ctx: Ctx, ...entries: AuditLine[]): Promise<void> {
  if (ctx.staffId !== null && (await hasLostRole(tx, ctx.staffId, ctx.role))) throw new Refusal('forbidden')
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
