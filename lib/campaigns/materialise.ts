import type { Tx } from '#db/client.ts'
import { notePrepared } from '#db/queries/campaign-agreements.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { lockCampaign } from '#db/queries/campaigns.ts'
import type { Part } from '#db/queries/eligibility.ts'
import type { Run, Written } from '#db/queries/materialise.ts'
import {
  endOfRange,
  freezeWordings,
  LAST_ID,
  writeContactLinks,
  writeRange,
  writeSameNumber,
} from '#db/queries/materialise.ts'
import {
  countGroups,
  expectLargeReads,
  findSettledSameNumber,
  namesKey,
  renderingKey,
} from '#db/queries/preview-groups.ts'
import type { CampaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { campaignTerms } from '#lib/campaigns/campaign-terms.ts'
import type { Figures } from '#lib/campaigns/figures.ts'
import { figuresOf } from '#lib/campaigns/figures.ts'
import { handOverPrepared } from '#lib/campaigns/hand-over-prepared.ts'
import { sizerOf } from '#lib/campaigns/measure.ts'
import { exceedsAgreement, sendToReview } from '#lib/campaigns/review.ts'
import type { SizedGroup } from '#lib/campaigns/text-groups.ts'
import { sizedGroups } from '#lib/campaigns/text-groups.ts'
import { placeholdersOf } from '#lib/core/delivery-text.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

const NOTHING_YET = '00000000-0000-0000-0000-000000000000'
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
  let run = await inPreparation(ctx, campaignId, (tx, campaign) => beginRun(tx, ctx, campaign))
  while (run && !stopping?.aborted) {
    const step = await nextRange(ctx, run, rangeSize)
    if (step === 'gone') return
    if (step === 'done') return finishRun(ctx, campaignId)
    if (step === 'unsized') run = await inPreparation(ctx, campaignId, (tx, campaign) => beginRun(tx, ctx, campaign))
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

/** Freezes the texts, settles shared numbers once, and works out what every text takes; null when that is more than was agreed. */
async function beginRun(tx: Tx, ctx: Ctx, campaign: Campaign): Promise<Run | null> {
  const all = await campaignTerms(tx, ctx, campaign)
  await expectLargeReads(tx)
  if (campaign.preparedUpTo === null) {
    if (campaign.kind === 'bulk') await writeSameNumber(tx, all.terms, campaign.id)
    await notePrepared(tx, ctx.chainId, campaign.id, {
      preparedUpTo: NOTHING_YET,
      people: 0,
      segments: 0,
      costMicro: 0,
    })
  }
  const { figures, sized } = await measureSettled(tx, all, campaign.id)
  if (exceedsAgreement(campaign, figures)) {
    await sendToReview(tx, ctx, campaign, figures)
    return null
  }
  return runOf(tx, campaign, all, sized)
}

/** As `measureCampaign`, with the shared numbers as they were settled when the run began. */
async function measureSettled(
  tx: Tx,
  all: CampaignTerms,
  campaignId: string,
  part?: Part,
): Promise<{ figures: Figures; sized: SizedGroup[] }> {
  const sameNumber = await findSettledSameNumber(tx, all.terms.chainId, campaignId)
  const groups = await countGroups(tx, all.terms, { sameNumber, part })
  const sized = sizedGroups(groups, all.terms, sizerOf(all))
  return { sized, figures: figuresOf(groups, sized, all.terms) }
}

async function runOf(tx: Tx, campaign: Campaign, all: CampaignTerms, sized: readonly SizedGroup[]): Promise<Run> {
  const { terms, chain, wordings } = all
  const { id: campaignId, chainId, version, kind, month, holdId } = campaign
  if (!month || !holdId) throw new Error(`campaign ${campaignId} was not sent`)
  const frozen = await freezeWordings(tx, { chainId, campaignId, version }, wordings)
  return {
    ...{ chainId, campaignId, month, holdId, kind, terms },
    chainName: chain.name,
    wordings: wordings.map((wording) => ({
      id: frozen.find(({ language }) => language === wording.language)?.id ?? '',
      languageN: terms.languages.indexOf(wording.language) + 1,
      placeholders: placeholdersOf(wording),
    })),
    sizes: sizesOf(sized),
  }
}

/** Each rendering once, whatever countries its people are from. */
function sizesOf(sized: readonly SizedGroup[]): Run['sizes'] {
  const sizes = sized.map((group) => {
    const { segments, blank } = group
    return { key: renderingKey(group), names: namesKey(group), segments, blank }
  })
  return [...new Map(sizes.map((size) => [`${size.key} ${size.names}`, size])).values()]
}

class Unsized extends Error {}

/** Writes the next range unless somebody's name changed so that their text has no known size: then nothing of the range is kept. */
async function nextRange(ctx: Ctx, run: Run, rangeSize: number): Promise<'written' | 'unsized' | 'done' | 'gone'> {
  const { campaignId } = run
  try {
    const step = await inPreparation(ctx, campaignId, async (tx, campaign) => {
      const after = campaign.preparedUpTo ?? NOTHING_YET
      if (after === LAST_ID) return 'done'
      const picked = run.terms.audience.patientIds !== null
      const upTo = picked ? LAST_ID : await endOfRange(tx, ctx.chainId, after, rangeSize)
      await expectLargeReads(tx)
      if (run.terms.purpose === 'offer') await writeContactLinks(tx, run, { after, upTo })
      const written = await writeRange(tx, run, { after, upTo })
      if (written.unsized > 0) throw new Unsized()
      await notePrepared(tx, ctx.chainId, campaignId, { preparedUpTo: upTo, ...added(campaign, written) })
      return upTo === LAST_ID ? 'done' : 'written'
    })
    return step ?? 'gone'
  } catch (error) {
    if (error instanceof Unsized) return 'unsized'
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
