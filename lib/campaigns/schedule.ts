import type * as z from 'zod'

import type { Tx } from '#db/client.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { lockCampaign } from '#db/queries/campaigns.ts'
import { zoneExists } from '#db/queries/clinics.ts'
import { findInstant } from '#db/queries/sending-hours.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { agreeAgain, requireFreshSendKey, requireSendingHours } from '#lib/campaigns/agree.ts'
import { requireDebtAgreed } from '#lib/campaigns/debt.ts'
import type { ScheduleCampaignInput } from '#lib/campaigns/inputs.ts'
import { leaveLater } from '#lib/campaigns/leave.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import { requireNoApproval } from '#lib/campaigns/require-no-approval.ts'
import type { Sent } from '#lib/campaigns/send.ts'
import { alreadySent } from '#lib/campaigns/send.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Puts a draft on the calendar. The money is held now; the recipients are fixed when it starts, within that hold, so that whoever
 * opts out before is left out. The same `sendKey` again gives the same answer.
 *
 * @throws Refusal send_time_in_past, send_time_outside_hours, time_zone_unknown, and those of `sendCampaign`
 */
export async function scheduleCampaign(ctx: Ctx, input: z.output<typeof ScheduleCampaignInput>): Promise<Sent> {
  return inChain(ctx, async (tx) => {
    const campaign = requireActable(ctx, await lockCampaign(tx, ctx.chainId, input.campaignId))
    const before = alreadySent(campaign, input.sendKey)
    if (before) return before
    if (campaign.status !== 'draft') throw new Refusal('campaign_not_sendable', { status: campaign.status })
    await requireFreshSendKey(tx, campaign, input.sendKey)

    const at = await requireSendTime(tx, ctx, campaign, input)

    const agreed = await agreeAgain(tx, ctx, campaign, input)
    await requireDebtAgreed(tx, ctx, campaign, input)
    await requireNoApproval(tx, ctx, agreed)
    const held = await leaveLater(tx, ctx, campaign, agreed, { ...input, at, sentBy: ctx.staffId })
    await recordAudit(tx, ctx, {
      action: 'campaign.schedule',
      entityId: campaign.id,
      after: { ...agreed, ...held, at },
    })
    return { campaignId: campaign.id, people: agreed.willGet, costMicro: agreed.costMicro }
  })
}

/**
 * The instant of a wall-clock time at which a campaign may leave.
 *
 * @throws Refusal time_zone_unknown, send_time_in_past, send_time_outside_hours
 */
export async function requireSendTime(
  tx: Tx,
  ctx: Ctx,
  campaign: Campaign,
  { sendAtLocal, zone }: { sendAtLocal: string; zone: string },
): Promise<Date> {
  const instant = (await zoneExists(tx, zone))
    ? await findInstant(tx, { local: sendAtLocal, zone, now: ctx.now })
    : null
  if (!instant) throw new Refusal('time_zone_unknown', { zone }, 'sendAtLocal')
  const { at, ahead } = instant
  if (!ahead) throw new Refusal('send_time_in_past', {}, 'sendAtLocal')
  await requireSendingHours(tx, campaign, at, 'sendAtLocal')
  return at
}
