import type { PatientFilter } from '#db/queries/patients.ts'
import { listPatientIds } from '#db/queries/patients.ts'
import { createCampaign } from '#lib/campaigns/create.ts'
import { Audience, MAX_PICKED_PATIENTS } from '#lib/core/audience.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Patients who were ticked, or everybody living whom a filter of the list finds. */
export type Picked = { patientIds: readonly string[] } | { filter: PatientFilter }

/**
 * Begins a private message to patients of one's own clinics; others who were named are passed over. Who they are is settled now: whoever
 * the filter finds tomorrow is not written to.
 *
 * @throws Refusal patients_none_picked, patients_too_many
 */
export async function createPrivate(ctx: Ctx, picked: Picked): Promise<{ campaignId: string }> {
  const wanted = 'filter' in picked ? { ...picked.filter, deceased: false } : { ids: picked.patientIds }
  const patientIds = await inChain(ctx, (tx) => listPatientIds(tx, ctx, wanted, MAX_PICKED_PATIENTS + 1))
  if (patientIds.length === 0) throw new Refusal('patients_none_picked')
  if (patientIds.length > MAX_PICKED_PATIENTS) throw new Refusal('patients_too_many', { max: MAX_PICKED_PATIENTS })
  const audience = Audience.parse({ patientIds })
  return createCampaign(ctx, { kind: 'private', name: '', purpose: 'notice', channel: 'sms', audience })
}
