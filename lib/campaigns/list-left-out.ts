import { findCampaign } from '#db/queries/campaigns.ts'
import type { LeftOut, LeftOutPage } from '#db/queries/left-outs.ts'
import { listLeftOutsNow, listLeftOutsOf } from '#db/queries/left-outs.ts'
import { expectLargeReads, findSameNumber } from '#db/queries/preview-groups.ts'
import { campaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { maySee } from '#lib/campaigns/may-see.ts'
import { isStillToSend } from '#lib/campaigns/still-to-send.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * A page of the people whom a campaign leaves out, with the reason: as it is now for one that is still to be sent, as it was for one
 * that has been. Only patients of the reader's clinics. One row over the limit means there is more.
 */
export async function listLeftOut(
  ctx: Ctx,
  { campaignId, ...page }: { campaignId: string } & LeftOutPage,
): Promise<LeftOut[]> {
  return inChain(ctx, async (tx) => {
    const campaign = await findCampaign(tx, ctx.chainId, campaignId)
    if (!campaign || !maySee(ctx, campaign)) throw new Refusal('not_found')
    if (!isStillToSend(campaign.status)) return listLeftOutsOf(tx, ctx, campaignId, page)

    const { terms } = await campaignTerms(tx, ctx, campaign)
    await expectLargeReads(tx)
    const sameNumber = page.reason === undefined ? await findSameNumber(tx, terms) : []
    return listLeftOutsNow(tx, terms, ctx, page, sameNumber)
  })
}
