import { liftErasureRow } from '#db/queries/erasure.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { LiftErasureInput } from '#lib/privacy/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** The person has registered anew: files may bring their code again, as a new patient. What was erased does not come back. */
export async function liftErasure(ctx: Ctx, { patientId }: LiftErasureInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const changed = await liftErasureRow(tx, ctx.chainId, patientId, ctx.staffId)
    if (changed === null) throw new Refusal('not_found')
    if (changed) await recordAudit(tx, ctx, { action: 'patient.lift_erasure', entityId: patientId })
  })
}
