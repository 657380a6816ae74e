import type { Tx } from '#db/client.ts'
import type { Contact, OptOut, OptOutPurpose, OptOutSource } from '#db/queries/opt-outs.ts'
import { insertOptOut } from '#db/queries/opt-outs.ts'
import type { How } from '#db/schema/patients.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'

export type Evidence = {
  source: OptOutSource
  /** The words that the patient saw or said. */
  wording: string | null
  language: string | null
  /** How staff came to know of it. */
  how?: How | null
}

/**
 * Writes a refusal down for a number or an address, within the caller's transaction. Null when the same one is in force: then
 * nothing changes and the first evidence stays.
 */
export async function recordOptOut(
  tx: Tx,
  ctx: Ctx,
  contact: Contact,
  purpose: OptOutPurpose,
  evidence: Evidence,
): Promise<OptOut | null> {
  const optOut = await insertOptOut(tx, contact, { purpose, recordedBy: ctx.staffId, ...evidence })
  if (!optOut) return null
  const after = {
    channel: contact.channel,
    purpose,
    source: evidence.source,
    ...(evidence.how && { how: evidence.how }),
  }
  await recordAudit(tx, ctx, { action: 'opt_out.record', entityId: optOut.id, after })
  return optOut
}
