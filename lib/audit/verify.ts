import type { AuditCheck } from '#db/queries/audit-seals.ts'
import { findAuditFaults, insertAuditCheck, listSealedChains } from '#db/queries/audit-seals.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'

/** Who tampered with a thousand rows is found by the first of them. */
const MOST_FAULTS = 100

/** Holds a chain's audit log against its seals, and keeps what came of it: the settings page shows until when the log is proved. */
export async function verifyAuditLog(ctx: { chainId: string }): Promise<AuditCheck> {
  const check = await inChain(chainCtx(ctx.chainId), async (tx) => {
    const found = await findAuditFaults(tx, ctx.chainId, MOST_FAULTS)
    await insertAuditCheck(tx, ctx.chainId, found)
    return found
  })
  if (check.faults.length > 0) {
    const { chainId } = ctx
    log.error('an audit log does not fit its seals', new Error('see /settings/audit'), {
      chainId,
      count: check.faults.length,
    })
  }
  return check
}

/** The nightly check of every chain's log. */
export async function verifyAuditLogs(): Promise<void> {
  for (const chainId of await asWorker(listSealedChains)) await verifyAuditLog({ chainId })
}
