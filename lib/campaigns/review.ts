import type { Tx } from '#db/client.ts'
import { deletePrepared } from '#db/queries/campaign-agreements.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { moveCampaign } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { releaseMoney } from '#lib/billing/release.ts'
import type { Agreement } from '#lib/campaigns/agreement.ts'
import type { Ctx } from '#lib/runtime/context.ts'

type Outcome = { willGet: number; segments: number; costMicro: number }

/** Whether more people or more money is needed than the sender agreed to. Less of both is what was agreed, without those who left. */
export function exceedsAgreement(
  campaign: Pick<Campaign, 'fingerprint'>,
  now: Pick<Outcome, 'willGet' | 'costMicro'>,
): boolean {
  const agreed = campaign.fingerprint as Agreement
  return now.willGet > agreed.willGet || now.costMicro > agreed.costMicro
}

/** Gives a campaign back to its author: the money is free again, and nothing that was written down for it stays. */
export async function sendToReview(
  tx: Tx,
  ctx: Ctx,
  campaign: Campaign,
  { willGet, segments, costMicro }: Outcome,
): Promise<void> {
  const agreed = campaign.fingerprint as Agreement
  await deletePrepared(tx, { chainId: ctx.chainId, campaignId: campaign.id, month: campaign.month ?? '' })
  if (campaign.holdId) {
    const factKey = `campaign:${campaign.id}:review:${campaign.holdId}`
    await releaseMoney(tx, { chainId: ctx.chainId, holdId: campaign.holdId, amountMicro: 'rest', factKey })
  }
  const review = {
    people: willGet,
    segments,
    costMicro,
    agreedPeople: agreed.willGet,
    agreedSegments: agreed.segments,
    agreedCostMicro: agreed.costMicro,
  }
  const { willGet: people } = agreed
  await moveCampaign(tx, ctx.chainId, campaign.id, 'review', {
    ...{ review, people, segments: agreed.segments, costMicro: agreed.costMicro },
    preparedUpTo: null,
    holdId: null,
    startedAt: null,
  })
  await recordAudit(tx, ctx, { action: 'campaign.review', entityId: campaign.id, after: review })
}
