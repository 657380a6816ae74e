import type { Clinic } from '#db/queries/clinics.ts'
import { insertClinic, zoneExists } from '#db/queries/clinics.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { CreateClinicInput } from '#lib/clinics/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Opens a clinic in the chain. Its zone and sending hours apply to texts of its patients from the next send on. */
export async function createClinic(ctx: Ctx, input: CreateClinicInput): Promise<Clinic> {
  return inChain(ctx, async (tx) => {
    if (!(await zoneExists(tx, input.zone))) throw new Refusal('time_zone_unknown', { zone: input.zone }, 'zone')
    const clinic = await insertClinic(tx, { chainId: ctx.chainId, ...input })
    if (!clinic) throw new Refusal('clinic_name_taken', { name: input.name }, 'name')
    await recordAudit(tx, ctx, { action: 'clinic.create', entityId: clinic.id, after: clinic })
    return clinic
  })
}
