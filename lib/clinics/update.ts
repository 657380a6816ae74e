import type { Clinic } from '#db/queries/clinics.ts'
import { findClinic, nameTaken, updateClinic as updateClinicRow, zoneExists } from '#db/queries/clinics.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { UpdateClinicInput } from '#lib/clinics/inputs.ts'
import { rulesChanged } from '#lib/reminders/rules-changed.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Changes a clinic's name, phone, zone, sending hours and default language. Another zone or other hours plan its reminders anew. */
export async function updateClinic(ctx: Ctx, { clinicId, ...change }: UpdateClinicInput): Promise<Clinic> {
  return inChain(ctx, async (tx) => {
    const before = await findClinic(tx, ctx.chainId, clinicId)
    if (!before) throw new Refusal('not_found')
    if (!(await zoneExists(tx, change.zone))) throw new Refusal('time_zone_unknown', { zone: change.zone }, 'zone')
    if (await nameTaken(tx, ctx.chainId, change.name, clinicId)) {
      throw new Refusal('clinic_name_taken', { name: change.name }, 'name')
    }

    if (movesReminders(before, change)) await rulesChanged(tx, ctx)
    const after = await updateClinicRow(tx, ctx.chainId, clinicId, change)
    if (!after) throw new Refusal('not_found')
    await recordAudit(tx, ctx, { action: 'clinic.update', entityId: clinicId, before, after })
    return after
  })
}

function movesReminders(before: Clinic, change: Omit<UpdateClinicInput, 'clinicId'>): boolean {
  const hours = ({ opensAt, closesAt, zone }: Pick<Clinic, 'opensAt' | 'closesAt' | 'zone'>) =>
    [opensAt.slice(0, 5), closesAt.slice(0, 5), zone].join(' ')
  return hours(before) !== hours(change)
}
