import type * as z from 'zod'
import type { Campaign } from '#db/queries/campaigns.ts'
import { lockCampaign } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { agreeAgain, requireFreshSendKey, requireSendingHours } from '#lib/campaigns/agree.ts'
import type { Agreement } from '#lib/campaigns/agreement.ts'
import { requireDebtAgreed } from '#lib/campaigns/debt.ts'
import type { SendCampaignInput } from '#lib/campaigns/inputs.ts'
import { leaveNow } from '#lib/campaigns/leave.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import { requireNoApproval } from '#lib/campaigns/require-no-approval.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

export type Sent = { campaignId: string; people: number; costMicro: number }

/**
 * Sends a draft to exactly those, and at exactly the cost, that its sender has seen. One transaction: the money is held, the status
 * changes and the job is there, or nothing of it. The same `sendKey` again gives the same answer and sends nothing twice.
 *
 * @throws Refusal not_found, forbidden, campaign_not_sendable, send_time_outside_hours, insufficient_balance, reserve_needed,
 * approval_needed and those of `agreeAgain`
 */
export async function sendCampaign(ctx: Ctx, input: z.output<typeof SendCampaignInput>): Promise<Sent> {
  return inChain(ctx, async (tx) => {
    // Clicks that arrive together wait here; those behind the first find it sent.
    const campaign = requireActable(ctx, await lockCampaign(tx, ctx.chainId, input.campaignId))
    const before = alreadySent(campaign, input.sendKey)
    if (before) return before
    if (campaign.status !== 'draft') throw new Refusal('campaign_not_sendable', { status: campaign.status })
    await requireFreshSendKey(tx, campaign, input.sendKey)

    await requireSendingHours(tx, campaign, ctx.now)
    const agreed = await agreeAgain(tx, ctx, campaign, input)
    await requireDebtAgreed(tx, ctx, campaign, input)
    await requireNoApproval(tx, ctx, agreed)
    const held = await leaveNow(tx, ctx, campaign, agreed, { ...input, sentBy: ctx.staffId })
    await recordAudit(tx, ctx, { action: 'campaign.send', entityId: campaign.id, after: { ...agreed, ...held } })
    return { campaignId: campaign.id, people: agreed.willGet, costMicro: agreed.costMicro }
  })
}

/** What the same send was answered before; null when it is a new one. */
export function alreadySent(campaign: Campaign, sendKey: string): Sent | null {
  if (campaign.sendKey !== sendKey) return null
  const agreed = campaign.fingerprint as Agreement
  return { campaignId: campaign.id, people: agreed.willGet, costMicro: agreed.costMicro }
}
