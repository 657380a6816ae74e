import { sealAuditRows } from '#db/queries/audit-seals.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const ROWS_AT_ONCE = 5_000

/**
 * Seals what was written into the audit log since the last minute: each chain's next seal is the SHA-256 of its last one and the new rows.
 * Each round is a transaction of its own; a kill leaves the rest to the next minute. @returns how many rows were sealed
 *
 * Each seal is a line of the log too: whoever keeps the log elsewhere can tell that somebody wrote table and seals anew.
 */
export async function sealAuditLog(): Promise<number> {
  let sealed = 0
  for (;;) {
    const { rows, seals } = await asWorker((tx) => sealAuditRows(tx, ROWS_AT_ONCE))
    for (const { chainId, number, seal } of seals) log.info('audit log sealed', { chainId, count: number, seal })
    sealed += rows
    if (rows < ROWS_AT_ONCE) return sealed
  }
}
