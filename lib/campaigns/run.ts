import type { Tx } from '#db/client.ts'
import { notePrepared } from '#db/queries/campaign-agreements.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import type { Part } from '#db/queries/eligibility.ts'
import type { Range, Run } from '#db/queries/materialise.ts'
import { endOfRange, freezeWordings, LAST_ID, writeSameNumber } from '#db/queries/materialise.ts'
import type { Group } from '#db/queries/preview-groups.ts'
import {
  countGroups,
  expectLargeReads,
  findSettledSameNumber,
  namesKey,
  renderingKey,
} from '#db/queries/preview-groups.ts'
import type { CampaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { campaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { figuresOf } from '#lib/campaigns/figures.ts'
import { sizerOf } from '#lib/campaigns/measure.ts'
import { exceedsAgreement, sendToReview } from '#lib/campaigns/review.ts'
import type { SizedGroup } from '#lib/campaigns/text-groups.ts'
import { sizedGroups } from '#lib/campaigns/text-groups.ts'
import { placeholdersOf } from '#lib/core/delivery-text.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** The cursor of a run that has begun and written nothing. */
export const NOTHING_YET = '00000000-0000-0000-0000-000000000000'

/**
 * Begins a run, or takes it up again: freezes the texts, settles shared numbers once, and measures the texts of the next range.
 * What was scheduled is measured as a whole, since its audience may have grown for weeks; what is sent at once was measured a
 * moment ago. Null when it goes back to its author.
 */
export async function beginRun(tx: Tx, ctx: Ctx, campaign: Campaign, rangeSize: number): Promise<Run | null> {
  const all = await campaignTerms(tx, ctx, campaign)
  await expectLargeReads(tx)
  const run = await runOf(tx, campaign, all)
  const begun = campaign.preparedUpTo !== null
  if (!begun) {
    if (campaign.kind === 'bulk') await writeSameNumber(tx, all.terms, campaign.id)
    await notePrepared(tx, ctx.chainId, campaign.id, {
      preparedUpTo: NOTHING_YET,
      people: 0,
      segments: 0,
      costMicro: 0,
    })
  }
  if (begun || campaign.sendAt === null) return withSizesOfNextRange(tx, ctx, campaign, run, rangeSize)

  const { groups, sized } = await measureSettled(tx, all, campaign.id)
  const figures = figuresOf(groups, sized, all.terms)
  if (!exceedsAgreement(campaign, figures)) return { ...run, sizes: sizesOf(sized) }
  await sendToReview(tx, ctx, campaign, figures)
  return null
}

/** Adds what the texts of the next range take, as names and clinics are now. */
export async function withSizesOfNextRange(
  tx: Tx,
  ctx: Ctx,
  campaign: Campaign,
  run: Run,
  rangeSize: number,
): Promise<Run> {
  const all = await campaignTerms(tx, ctx, campaign)
  await expectLargeReads(tx)
  const { sized } = await measureSettled(tx, all, campaign.id, await rangeAfter(tx, run, campaign, rangeSize))
  const sizes = sizesOf(sized)
  return { ...run, terms: all.terms, sizes: [...sizes, ...run.sizes.filter(notAmong(sizes))] }
}

/** The patients whose turn it is. */
export async function rangeAfter(
  tx: Tx,
  { chainId, terms }: Run,
  campaign: Campaign,
  rangeSize: number,
): Promise<Range> {
  const after = campaign.preparedUpTo ?? NOTHING_YET
  // Picked people are few, wherever they are.
  const upTo = terms.audience.patientIds === null ? await endOfRange(tx, chainId, after, rangeSize) : LAST_ID
  return { after, upTo }
}

/** As `measureCampaign`, with the shared numbers as they were settled when the run began. */
async function measureSettled(
  tx: Tx,
  all: CampaignTerms,
  campaignId: string,
  part?: Part,
): Promise<{ groups: Group[]; sized: SizedGroup[] }> {
  const sameNumber = await findSettledSameNumber(tx, all.terms.chainId, campaignId)
  const groups = await countGroups(tx, all.terms, { sameNumber, part })
  return { groups, sized: sizedGroups(groups, all.terms, sizerOf(all)) }
}

async function runOf(tx: Tx, campaign: Campaign, { terms, chain, wordings }: CampaignTerms): Promise<Run> {
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
    sizes: [],
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

function notAmong(sizes: Run['sizes']): (size: Run['sizes'][number]) => boolean {
  const known = new Set(sizes.map(({ key, names }) => `${key} ${names}`))
  return ({ key, names }) => !known.has(`${key} ${names}`)
}
