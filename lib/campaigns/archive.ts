import type * as z from 'zod'

import { lockCampaign, setArchived } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { ArchiveCampaignInput } from '#lib/campaigns/inputs.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

// What still moves, or waits for somebody, stays in sight.
const STAYS_IN_SIGHT: readonly CampaignStatus[] = ['scheduled', 'preparing', 'review', 'sending', 'paused']

/** Puts a campaign away, or back on the list. Nothing of it is lost. */
export async function archiveCampaign(
  ctx: Ctx,
  { campaignId, archived }: z.output<typeof ArchiveCampaignInput>,
): Promise<void> {
  await inChain(ctx, async (tx) => {
    const campaign = requireActable(ctx, await lockCampaign(tx, ctx.chainId, campaignId))
    if (archived && STAYS_IN_SIGHT.includes(campaign.status)) {
      throw new Refusal('campaign_status_changed', { status: campaign.status })
    }
    await setArchived(tx, ctx.chainId, campaignId, archived)
    await recordAudit(tx, ctx, { action: 'campaign.archive', entityId: campaignId, after: { archived } })
  })
}
