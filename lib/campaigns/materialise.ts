import type { Tx } from '#db/client.ts'
import { notePrepared } from '#db/queries/campaign-agreements.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { lockCampaign } from '#db/queries/campaigns.ts'
import type { Written } from '#db/queries/materialise.ts'
import { LAST_ID, writeRange } from '#db/queries/materialise.ts'
import { handOverPrepared } from '#lib/campaigns/hand-over-prepared.ts'
import { exceedsAgreement, sendToReview } from '#lib/campaigns/review.ts'
import type { SizedRun } from '#lib/campaigns/run.ts'
import { beginRun, setNextRangeAside } from '#lib/campaigns/run.ts'
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
 * Two workers on one campaign take turns: whoever finds that the other was quicker begins again at the other's cursor.
 */
export async function materialiseCampaign(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
  { rangeSize = RANGE_SIZE, stopping }: { rangeSize?: number; stopping?: AbortSignal } = {},
): Promise<void> {
  while (!stopping?.aborted) {
    const run = await inPreparation(ctx, campaignId, (tx, campaign) => beginRun(tx, ctx, campaign))
    const end = run ? await writeRanges(ctx, run, { rangeSize, stopping }) : 'gone'
    if (end === 'gone') return
    if (end === 'done') return finishRun(ctx, campaignId)
  }
  // Asked to stop: the job is tried again and goes on from the cursor.
  throw new Error('interrupted')
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

type Step = 'written' | 'gone' | 'overtaken'

/**
 * Writes one range after the other. While one is written, who is in the next is found out already, on a connection of its own: the
 * one waits for the disk, the other calculates.
 */
async function writeRanges(
  ctx: Ctx,
  run: SizedRun,
  { rangeSize, stopping }: { rangeSize: number; stopping: AbortSignal | undefined },
): Promise<'done' | 'gone' | 'overtaken' | 'stopped'> {
  let after = run.begunAfter
  let written: Promise<Step> = Promise.resolve('written')
  try {
    while (!stopping?.aborted && after !== LAST_ID) {
      const before = written
      const range = writeRangeAfter(ctx, run, after, rangeSize)
      written = range.written
      const upTo = await range.begun
      // It is over by now. Where it failed, this one was overtaken by nobody.
      await before
      if (upTo === null) break
      after = upTo
    }
    const step = await written
    if (step !== 'written') return step
    return after === LAST_ID ? 'done' : 'stopped'
  } finally {
    await written.catch(() => {})
  }
}

/** @returns `begun`: up to whom, once the campaign is locked and they are being written; null when that never comes */
function writeRangeAfter(ctx: Ctx, run: SizedRun, after: string, rangeSize: number) {
  const begun = Promise.withResolvers<string | null>()
  const written = inChain(ctx, async (tx): Promise<Step> => {
    const range = await setNextRangeAside(tx, run, after, rangeSize)
    // The range before holds the lock until it is committed.
    const campaign = await lockCampaign(tx, ctx.chainId, run.campaignId)
    if (campaign?.status !== 'preparing') return 'gone'
    if (campaign.preparedUpTo !== after) return 'overtaken'
    begun.resolve(range.upTo)
    const sums = added(campaign, await writeRange(tx, run, range.sizes))
    await notePrepared(tx, ctx.chainId, run.campaignId, { preparedUpTo: range.upTo, ...sums })
    passStep('materialise.range-written')
    return 'written'
  }).then((step) => {
    passStep('materialise.range-committed')
    begun.resolve(null)
    return step
  })
  written.catch(begun.reject)
  return { begun: begun.promise, written }
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
