import type * as z from 'zod'

import { lockCampaign, moveCampaign } from '#db/queries/campaigns.ts'
import { zoneExists } from '#db/queries/clinics.ts'
import { findInstant } from '#db/queries/sending-hours.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { holdMoney } from '#lib/billing/hold.ts'
import { agreeAgain, requireFreshSendKey, requireSendingHours } from '#lib/campaigns/agree.ts'
import { requireDebtAgreed } from '#lib/campaigns/debt.ts'
import type { ScheduleCampaignInput } from '#lib/campaigns/inputs.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import { holdBesideReserve } from '#lib/campaigns/reserve.ts'
import type { Sent } from '#lib/campaigns/send.ts'
import { agreedColumns, alreadySent, newSendFact } from '#lib/campaigns/send.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
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

    if (!(await zoneExists(tx, input.zone))) throw new Refusal('time_zone_unknown', { zone: input.zone }, 'sendAtLocal')
    const { at, ahead } = await findInstant(tx, { local: input.sendAtLocal, zone: input.zone, now: ctx.now })
    if (!ahead) throw new Refusal('send_time_in_past', {}, 'sendAtLocal')
    await requireSendingHours(tx, campaign, at, 'sendAtLocal')

    const agreed = await agreeAgain(tx, ctx, campaign, input)
    await requireDebtAgreed(tx, ctx, campaign, input)
    const fact = { campaignId: campaign.id, amountMicro: agreed.costMicro, factKey: newSendFact(campaign.id) }
    const money = { costMicro: agreed.costMicro, useReserve: input.useReserve }
    const { holdId, usedReserve } = await holdBesideReserve(tx, ctx, money, () => holdMoney(tx, ctx, fact))
    const moved = await moveCampaign(tx, ctx.chainId, campaign.id, 'scheduled', {
      ...agreedColumns(agreed),
      holdId,
      sendKey: input.sendKey,
      sentBy: ctx.staffId,
      sendAt: at,
      sendAtLocal: input.sendAtLocal,
      sendAtZone: input.zone,
    })
    if (!moved) throw new Refusal('campaign_not_sendable', { status: campaign.status })

    const job = { chainId: ctx.chainId, campaignId: campaign.id }
    await enqueue(tx, 'campaign.start', job, { startAfter: at })
    const after = { ...agreed, holdId, at, usedReserve }
    await recordAudit(tx, ctx, { action: 'campaign.schedule', entityId: campaign.id, after })
    return { campaignId: campaign.id, people: agreed.willGet, costMicro: agreed.costMicro }
  })
}
