import { findTextOf } from '#db/queries/campaign-outcomes.ts'
import { findCampaign } from '#db/queries/campaigns.ts'
import { findPerson } from '#db/queries/left-outs.ts'
import { findLeftOutReason } from '#db/queries/left-outs-of-patient.ts'
import { findPatient } from '#db/queries/patients.ts'
import { campaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { maySee } from '#lib/campaigns/may-see.ts'
import { isStillToSend } from '#lib/campaigns/still-to-send.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

export type Why =
  | { outcome: 'gets_it'; language: string }
  | { outcome: 'left_out'; reason: LeftOutReason }
  | { outcome: 'not_in_audience' }
  /** It was written down for them; `reason` where it was held back at the last moment. */
  | { outcome: 'written_down'; deliveryId: string; status: DeliveryStatus; reason: string | null; language: string }

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
    if (!(await findPatient(tx, ctx, patientId))) throw new Refusal('not_found')

    if (!isStillToSend(campaign.status)) {
      const { month } = campaign
      const text =
        month === null ? null : await findTextOf(tx, { chainId: ctx.chainId, id: campaignId, month }, patientId)
      if (text) return { outcome: 'written_down', ...text }
      const reason = await findLeftOutReason(tx, campaign, patientId)
      return reason ? { outcome: 'left_out', reason } : { outcome: 'not_in_audience' }
    }

    const { terms } = await campaignTerms(tx, ctx, campaign)
    const person = await findPerson(tx, terms, patientId)
    if (!person) return { outcome: 'not_in_audience' }
    if (person.reason) return { outcome: 'left_out', reason: person.reason }
    return { outcome: 'gets_it', language: person.language ?? '' }
  })
}
