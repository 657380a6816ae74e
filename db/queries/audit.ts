import type { Tx } from '#db/client.ts'
import { auditLog } from '#db/schema/audit.ts'

export type AuditEntry = typeof auditLog.$inferInsert

export async function insertAuditEntry(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values(entry)
}
