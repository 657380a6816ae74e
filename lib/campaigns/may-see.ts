import type { CampaignRow } from '#db/queries/campaigns.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/** Whether a campaign touches a clinic of this person: composed for the whole chain, or for one of theirs. */
export function maySee(ctx: Ctx, campaign: Pick<CampaignRow, 'senderClinicIds'>): boolean {
  const { senderClinicIds } = campaign
  if (ctx.clinicIds === 'all' || senderClinicIds === null) return true
  const own = ctx.clinicIds
  return senderClinicIds.some((clinicId) => own.includes(clinicId))
}

/** Whether this person may change it or act on it: every clinic that it was composed for must be theirs. */
export function mayAct(ctx: Ctx, campaign: Pick<CampaignRow, 'senderClinicIds'>): boolean {
  if (ctx.clinicIds === 'all') return true
  const own = ctx.clinicIds
  return campaign.senderClinicIds?.every((clinicId) => own.includes(clinicId)) ?? false
}

/**
 * The campaign, if this person may act on it.
 *
 * @throws Refusal not_found for one that is not there or not theirs to see, forbidden for one that they only may read
 */
export function requireActable<T extends Pick<CampaignRow, 'senderClinicIds'>>(ctx: Ctx, campaign: T | null): T {
  if (!campaign || !maySee(ctx, campaign)) throw new Refusal('not_found')
  if (!mayAct(ctx, campaign)) throw new Refusal('forbidden')
  return campaign
}
