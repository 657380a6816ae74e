import type { Tx } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { isSendKeyUsed } from '#db/queries/campaigns.ts'
import type { SendingHours } from '#db/queries/sending-hours.ts'
import { findSendingHours } from '#db/queries/sending-hours.ts'
import type { Agreement } from '#lib/campaigns/agreement.ts'
import { agreementOf, changesSince } from '#lib/campaigns/agreement.ts'
import { TYPE_COUNT_ABOVE } from '#lib/campaigns/inputs.ts'
import { measureCampaign } from '#lib/campaigns/measure.ts'
import { problemsOf } from '#lib/campaigns/problems.ts'
import { sendingClinics } from '#lib/campaigns/sending-clinics.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/**
 * Measures a campaign anew and compares it with what the sender has seen: nothing is sent that nobody has looked at.
 *
 * @throws Refusal the first of its problems (problems.ts), campaign_changed_since_preview saying what changed, or
 * campaign_count_mismatch when the number that was typed is not the number of recipients
 */
export async function agreeAgain(
  tx: Tx,
  ctx: Ctx,
  campaign: Campaign,
  { fingerprint, typedPeople }: { fingerprint: string; typedPeople?: number | undefined },
): Promise<Agreement> {
  const { figures, wordings, terms } = await measureCampaign(tx, ctx, campaign)
  const { availableMicro } = await findAccount(tx, ctx.chainId)
  const [problem] = problemsOf(wordings, figures, Math.max(0, figures.costMicro - availableMicro))
  if (problem) throw new Refusal(problem.code, problem.params, problem.field ?? undefined)

  const now = agreementOf(figures, wordings, terms)
  if (now.hash !== fingerprint) {
    const shown = campaign.fingerprint as Agreement | null
    throw new Refusal('campaign_changed_since_preview', changesSince(shown?.hash === fingerprint ? shown : null, now))
  }
  if (now.willGet > TYPE_COUNT_ABOVE && typedPeople !== now.willGet) {
    throw new Refusal('campaign_count_mismatch', { count: now.willGet }, 'typedPeople')
  }
  return now
}

/**
 * A key stands for one send of one campaign: one that another campaign was sent with was not made for this form.
 *
 * @throws Refusal conflict
 */
export async function requireFreshSendKey(tx: Tx, campaign: Campaign, sendKey: string): Promise<void> {
  if (await isSendKeyUsed(tx, campaign.chainId, { sendKey, exceptId: campaign.id })) throw new Refusal('conflict')
}

/**
 * Bulk mail leaves in the sending hours of all its clinics, unless its author ticked otherwise; a private message is an answer to
 * somebody and may leave at any time.
 *
 * @throws Refusal send_time_outside_hours with the hours and the next opening
 */
export async function requireSendingHours(tx: Tx, campaign: Campaign, at: Date, field?: string): Promise<void> {
  if (campaign.outsideHours || campaign.kind === 'private') return
  const { inside, from, to, nextOpening } = await campaignHours(tx, campaign, at)
  if (inside) return
  throw new Refusal('send_time_outside_hours', { from, to, nextOpening: nextOpening?.toISOString() ?? '' }, field)
}

export function campaignHours(tx: Tx, campaign: Campaign, at: Date): Promise<SendingHours> {
  return findSendingHours(tx, campaign.chainId, sendingClinics(campaign), at)
}
