import { sealAuditRows } from '#db/queries/audit-seals.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const ROWS_AT_ONCE = 5_000

/**
 * Seals what was written into the audit log since the last minute: each chain's next seal is the SHA-256 of its last one and the new rows.
 * Each round is a transaction of its own; a kill leaves the rest to the next minute. @returns how many rows were sealed
 */
export async function sealAuditLog(): Promise<number> {
  let sealed = 0
  for (;;) {
    const rows = await asWorker((tx) => sealAuditRows(tx, ROWS_AT_ONCE))
    sealed += rows
    if (rows < ROWS_AT_ONCE) return sealed
  }
}
