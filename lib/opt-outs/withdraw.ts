import type { Tx } from '#db/client.ts'
import type { Contact, OptOut, OptOutPurpose, OptOutSource } from '#db/queries/opt-outs.ts'
import { withdrawOptOuts } from '#db/queries/opt-outs.ts'
import type { How } from '#db/schema/patients.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** Ends refusals that are in force, within the caller's transaction; those that are not are passed over. No consent comes of it. */
export async function withdrawOptOut(
  tx: Tx,
  ctx: Ctx,
  contact: Contact,
  purposes: OptOutPurpose[],
  source: OptOutSource,
  how: How | null = null,
): Promise<OptOut[]> {
  const ended = await withdrawOptOuts(tx, contact, purposes, { source, by: ctx.staffId, how })
  // At most one of each purpose can be in force.
  for (const { id, channel, purpose } of ended) {
    await recordAudit(tx, ctx, {
      action: 'opt_out.withdraw',
      entityId: id,
      before: { channel, purpose },
      after: { source, ...(how && { how }) },
    })
  }
  return ended
}
