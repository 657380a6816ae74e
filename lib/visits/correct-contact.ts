import { findChain } from '#db/queries/chains.ts'
import { findPatient } from '#db/queries/patients.ts'
import { closeWrongContact, handleWaiting, setPatientPhone } from '#db/queries/visit-answers.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { recognisePhone } from '#lib/phones/recognise.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { CorrectContactInput } from '#lib/visits/inputs.ts'

/**
 * Gives a patient the number that staff have asked for, another one or the same after all. Texts go there again; a number at which
 * somebody is not this patient stays closed to them.
 *
 * @throws Refusal not_found, phone_unknown
 */
export async function correctContact(ctx: Ctx, { patientId, phone: typed }: CorrectContactInput): Promise<void> {
  const { chainId, staffId } = ctx
  await inChain(ctx, async (tx) => {
    const patient = await findPatient(tx, ctx, patientId)
    const chain = await findChain(tx, chainId)
    if (!patient || !chain) throw new Refusal('not_found')
    const { e164: phone, kind, country } = recognisePhone(typed, chain.location)
    if (phone === null) throw new Refusal('phone_unknown', {}, 'phone')

    await closeWrongContact(tx, { chainId, patientId, channel: 'sms', address: phone, staffId })
    await setPatientPhone(tx, chainId, { patientId, typed, phone, kind, country })
    await handleWaiting(tx, chainId, { patientId, answer: 'not_me', staffId })
    await recordAudit(tx, ctx, {
      action: 'patient.correct_contact',
      entityId: patientId,
      after: { channel: 'sms', kind },
    })
  })
}
