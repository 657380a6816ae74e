import type { Tx } from '#db/client.ts'
import type { TextOutcome } from '#db/queries/campaign-outcomes.ts'
import { findTextOf } from '#db/queries/campaign-outcomes.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { findCampaign } from '#db/queries/campaigns.ts'
import { findPerson } from '#db/queries/left-outs.ts'
import { findLeftOutReason } from '#db/queries/left-outs-of-patient.ts'
import type { Patient } from '#db/queries/patients.ts'
import { findPatient } from '#db/queries/patients.ts'
import type { CampaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { campaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { maySee } from '#lib/campaigns/may-see.ts'
import { renderFor } from '#lib/campaigns/samples.ts'
import { isStillToSend } from '#lib/campaigns/still-to-send.ts'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'
import type { WaitingReason } from '#lib/core/waiting-reason.ts'
import { waitingReason } from '#lib/core/waiting-reason.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** What holds of a draft now may differ from what its preview showed. */
type AsItIsNow = { draftChanged?: true }

export type Why =
  | ({ outcome: 'gets_it'; language: string; text: string } & AsItIsNow)
  | ({ outcome: 'left_out'; reason: LeftOutReason } & AsItIsNow)
  | ({ outcome: 'not_in_audience' } & AsItIsNow)
  /** It was written down for them; `waitsFor` while it has not left. */
  | ({ outcome: 'written_down'; waitsFor: WaitingReason | null } & TextOutcome)

/**
 * Why this patient does or does not get a campaign, or did or did not: by the very rules of the preview and the run.
 *
 * @throws Refusal not_found when campaign or patient is not theirs to see
 */
export async function whyPatient(
  ctx: Ctx,
  { campaignId, patientId }: { campaignId: string; patientId: string },
): Promise<Why> {
  return inChain(ctx, async (tx) => {
    const campaign = await findCampaign(tx, ctx.chainId, campaignId)
    if (!campaign || !maySee(ctx, campaign)) throw new Refusal('not_found')
    const patient = await findPatient(tx, ctx, patientId)
    if (!patient) throw new Refusal('not_found')
    return isStillToSend(campaign.status)
      ? asItIsNow(tx, ctx, campaign, patient)
      : asItWas(tx, ctx, campaign, patientId)
  })
}

async function asItWas(tx: Tx, ctx: Ctx, campaign: Campaign, patientId: string): Promise<Why> {
  const { chainId, id, month, status: campaignStatus, pausedFor } = campaign
  const text = month === null ? null : await findTextOf(tx, { chainId, id, month }, patientId)
  if (text) {
    const { status, batchStatus, notBefore } = text
    const waiting = waitingReason({ campaignStatus, pausedFor, batchStatus, notBefore, now: ctx.now })
    return { outcome: 'written_down', ...text, waitsFor: status === 'planned' ? waiting : null }
  }
  const reason = await findLeftOutReason(tx, campaign, patientId)
  return reason ? { outcome: 'left_out', reason } : { outcome: 'not_in_audience' }
}

async function asItIsNow(tx: Tx, ctx: Ctx, campaign: Campaign, patient: Patient): Promise<Why> {
  const all = await campaignTerms(tx, ctx, campaign)
  const person = await findPerson(tx, all.terms, patient.id)
  const { previewedAt, updatedAt } = campaign
  const changed: AsItIsNow = previewedAt !== null && updatedAt > previewedAt ? { draftChanged: true } : {}
  if (!person) return { outcome: 'not_in_audience', ...changed }
  if (person.reason) return { outcome: 'left_out', reason: person.reason, ...changed }
  const text = textFor(all, patient, person.language)
  // As the run does it: who would get an empty text gets none.
  if (text === '') return { outcome: 'left_out', reason: 'language_blank', ...changed }
  return { outcome: 'gets_it', language: person.language ?? '', text, ...changed }
}

function textFor({ wordings, clinics, chain }: CampaignTerms, patient: Patient, language: string | null): string {
  const wording = wordings.find((one) => one.language === language)
  if (!wording) return ''
  const clinic = clinics.find(({ id }) => id === patient.clinicId)
  return renderFor(patient, { wording, clinic, chainName: chain.name, publicUrl: env().PUBLIC_URL }).text
}
