import type { Contact } from '#db/queries/opt-outs.ts'
import { findPatient } from '#db/queries/patients.ts'
import type { RecordOptOutByStaffInput } from '#lib/opt-outs/inputs.ts'
import { recordOptOut } from '#lib/opt-outs/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** A refusal said at the desk or on the phone. It holds for the patient's number or address as it is now, and whoever shares it. */
export async function recordOptOutByStaff(ctx: Ctx, input: RecordOptOutByStaffInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const patient = await findPatient(tx, ctx, input.patientId)
    if (!patient) throw new Refusal('not_found')
    const address = input.channel === 'sms' ? patient.phone : patient.email
    if (!address) throw new Refusal('patient_not_reachable', {}, 'channel')

    const contact: Contact = { chainId: ctx.chainId, channel: input.channel, address }
    await recordOptOut(tx, ctx, contact, input.purpose, {
      source: 'staff',
      wording: null,
      language: null,
      how: input.how ?? null,
    })
  })
}
