import type { Tx } from '#db/client.ts'
import { insertAuditEntries } from '#db/queries/audit.ts'
import { insertServiceLine } from '#db/queries/service-log.ts'
import type { AuditLine } from '#lib/audit/record.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'

/**
 * Writes what an operator did, inside the transaction of the change itself: in the operators' log, and in the chain's own where it was
 * about one. Give ids and figures, and nothing of a patient.
 */
export async function recordOperatorAudit(
  tx: Tx,
  { staffId, origin = { address: null, device: null } }: OperatorCtx,
  chainId: string | null,
  { action, entityId = null, before = null, after = null }: Omit<AuditLine, 'entityId'> & { entityId?: string | null },
): Promise<void> {
  const line = { staffId, action, entityId, before, after, ...origin }
  await insertServiceLine(tx, { chainId, ...line })
  if (chainId !== null) await insertAuditEntries(tx, [{ chainId, ...line }])
}
