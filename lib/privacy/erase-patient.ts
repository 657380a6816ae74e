import type { Tx } from '#db/client.ts'
import {
  blankContacts,
  blankImports,
  blankPatient,
  blankTexts,
  insertErasure,
  lockForErasure,
} from '#db/queries/erasure.ts'
import { findPatient } from '#db/queries/patients.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { ErasePatientInput } from '#lib/privacy/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asKeeper, inChain } from '#lib/runtime/transaction.ts'

/**
 * Takes a patient's identity away for good: names, number, address, code, texts, replies, links, what providers said. Rows stay for money
 * and counts, and say of nobody any more. Texts still to come are held back for want of a number.
 *
 * @throws Refusal not_found, erase_not_confirmed (the typed code is not theirs), patient_text_under_way
 */
export async function erasePatient(ctx: Ctx, { patientId, typed }: ErasePatientInput): Promise<void> {
  const patient = await inChain(ctx, (tx) => findPatient(tx, ctx, patientId))
  if (!patient) throw new Refusal('not_found')
  if (typed !== patient.code) throw new Refusal('erase_not_confirmed', {}, 'typed')
  await asKeeper((tx) => eraseIdentity(tx, ctx, patientId))
}

/** The erasure itself, in the caller's transaction; who is erased already stays so. Also what a replay after a restore does. */
export async function eraseIdentity(keeperTx: Tx, ctx: Ctx, patientId: string): Promise<void> {
  const whose = { chainId: ctx.chainId, patientId }
  const found = await lockForErasure(keeperTx, whose)
  if (!found) throw new Refusal('not_found')
  if (found.isErased) return
  if (found.underWay > 0) throw new Refusal('patient_text_under_way')

  await blankTexts(keeperTx, whose, found.deliveryIds)
  await blankContacts(keeperTx, whose, found)
  await blankImports(keeperTx, ctx.chainId, found.code)
  await insertErasure(keeperTx, whose, found.code, ctx.staffId)
  await blankPatient(keeperTx, whose)
  await recordAudit(keeperTx, ctx, {
    action: 'patient.erase',
    entityId: patientId,
    after: { deliveries: found.deliveryIds.length },
  })
}
