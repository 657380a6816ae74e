import type { Tx } from '#db/client.ts'
import { notePrepared } from '#db/queries/campaign-agreements.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { lockCampaign } from '#db/queries/campaigns.ts'
import type { Run, Written } from '#db/queries/materialise.ts'
import { isWrittenTwice, LAST_ID, writeContactLinks, writeRange } from '#db/queries/materialise.ts'
import { expectLargeReads } from '#db/queries/preview-groups.ts'
import { handOverPrepared } from '#lib/campaigns/hand-over-prepared.ts'
import { exceedsAgreement, sendToReview } from '#lib/campaigns/review.ts'
import { beginRun, rangeAfter, withSizesOfNextRange } from '#lib/campaigns/run.ts'
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
  let run = await inPreparation(ctx, campaignId, (tx, campaign) => beginRun(tx, ctx, campaign, rangeSize))
  while (run && !stopping?.aborted) {
    const known: Run = run
    const step = await nextRange(ctx, known, rangeSize)
    if (step === 'gone') return
    if (step === 'done') return finishRun(ctx, campaignId)
    if (step === 'unsized') {
      run = await inPreparation(ctx, campaignId, (tx, campaign) =>
        withSizesOfNextRange(tx, ctx, campaign, known, rangeSize),
      )
    }
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

class Unsized extends Error {}

type Step = 'written' | 'unsized' | 'done' | 'gone'

/** Writes the next range unless somebody's name changed so that their text has no known size: then nothing of the range is kept. */
async function nextRange(ctx: Ctx, run: Run, rangeSize: number, { skip = false } = {}): Promise<Step> {
  const { campaignId } = run
  try {
    const step = await inPreparation(ctx, campaignId, async (tx, campaign) => {
      if (campaign.preparedUpTo === LAST_ID) return 'done'
      const range = await rangeAfter(tx, run, campaign, rangeSize)
      await expectLargeReads(tx)
      if (run.terms.purpose === 'offer') await writeContactLinks(tx, run, range)
      const written = await writeRange(tx, run, range, { skip })
      if (written.unsized > 0) throw new Unsized()
      await notePrepared(tx, ctx.chainId, campaignId, { preparedUpTo: range.upTo, ...added(campaign, written) })
      passStep('materialise.range-written')
      return range.upTo === LAST_ID ? 'done' : 'written'
    })
    passStep('materialise.range-committed')
    return step ?? 'gone'
  } catch (error) {
    if (error instanceof Unsized) return 'unsized'
    if (!skip && isWrittenTwice(error)) return nextRange(ctx, run, rangeSize, { skip: true })
    throw error
  }
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
