import type { Tx } from '#db/client.ts'
import { insertAuditEntries } from '#db/queries/audit.ts'
import type { AuditLine } from '#lib/audit/record.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'

/** What the operator did with a chain's money, in the chain's own audit log. */
export async function recordOperatorAudit(
  tx: Tx,
  { staffId, origin }: OperatorCtx,
  chainId: string,
  { action, entityId, before, after }: AuditLine,
): Promise<void> {
  await insertAuditEntries(tx, [
    { chainId, staffId, action, entityId: entityId ?? null, before: before ?? null, after: after ?? null, ...origin },
  ])
}
