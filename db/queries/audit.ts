import type { Tx } from '#db/client.ts'
import { auditLog } from '#db/schema/audit.ts'

export type AuditEntry = typeof auditLog.$inferInsert

export async function insertAuditEntries(tx: Tx, entries: AuditEntry[]): Promise<void> {
  if (entries.length > 0) await tx.insert(auditLog).values(entries)
}
