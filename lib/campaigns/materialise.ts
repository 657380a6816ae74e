import type { Tx } from '#db/client.ts'
import { notePrepared } from '#db/queries/campaign-agreements.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { lockCampaign } from '#db/queries/campaigns.ts'
import type { Written } from '#db/queries/materialise.ts'
import { LAST_ID } from '#db/queries/materialise.ts'
import { handOverPrepared } from '#lib/campaigns/hand-over-prepared.ts'
import { exceedsAgreement, sendToReview } from '#lib/campaigns/review.ts'
import type { SizedRun } from '#lib/campaigns/run.ts'
import { beginRun, writeNextRange } from '#lib/campaigns/run.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Patients in one transaction: a few seconds of work that a kill can cost. */
const RANGE_SIZE = 20_000

/**
 * Writes down who gets what of a campaign that was sent, range by range of patients, each range with its cursor in one transaction:
 * killed anywhere, it goes on where it was. Who has left the audience since Send is dropped; if people or cost have outgrown what
 * was agreed, the campaign goes back to its author and nothing of it is sent.
 *
 * Two workers on one campaign take turns, range by range.
 */
export async function materialiseCampaign(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
  { rangeSize = RANGE_SIZE, stopping }: { rangeSize?: number; stopping?: AbortSignal } = {},
): Promise<void> {
  const run = await inPreparation(ctx, campaignId, (tx, campaign) => beginRun(tx, ctx, campaign))
  while (run && !stopping?.aborted) {
    const step = await nextRange(ctx, run, rangeSize)
    if (step === 'gone') return
    if (step === 'done') return finishRun(ctx, campaignId)
  }
  // Asked to stop: the job is tried again and goes on from the cursor.
  if (run) throw new Error('interrupted')
}

/** Works on the campaign as long as it is being prepared; null when it is not any more. */
async function inPreparation<T>(
  ctx: Ctx,
  campaignId: string,
  work: (tx: Tx, campaign: Campaign) => Promise<T>,
): Promise<T | null> {
  return inChain(ctx, async (tx) => {
    const campaign = await lockCampaign(tx, ctx.chainId, campaignId)
    return campaign?.status === 'preparing' ? work(tx, campaign) : null
  })
}

type Step = 'written' | 'done' | 'gone'

async function nextRange(ctx: Ctx, run: SizedRun, rangeSize: number): Promise<Step> {
  const { campaignId } = run
  const step = await inPreparation(ctx, campaignId, async (tx, campaign) => {
    if (campaign.preparedUpTo === LAST_ID) return 'done'
    const written = await writeNextRange(tx, run, campaign, rangeSize)
    await notePrepared(tx, ctx.chainId, campaignId, { preparedUpTo: written.upTo, ...added(campaign, written) })
    passStep('materialise.range-written')
    return written.upTo === LAST_ID ? 'done' : 'written'
  })
  passStep('materialise.range-committed')
  return step ?? 'gone'
}

function added(campaign: Campaign, written: Written) {
  return {
    people: campaign.people + written.texts,
    segments: campaign.segments + written.segments,
    costMicro: campaign.costMicro + written.costMicro,
  }
}

async function finishRun(ctx: Ctx, campaignId: string): Promise<void> {
  await inPreparation(ctx, campaignId, async (tx, campaign) => {
    const { people: willGet, segments, costMicro } = campaign
    if (exceedsAgreement(campaign, { willGet, costMicro }))
      await sendToReview(tx, ctx, campaign, { willGet, segments, costMicro })
    else await handOverPrepared(tx, ctx, campaign)
  })
}
