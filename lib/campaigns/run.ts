import type { Tx } from '#db/client.ts'
import { notePrepared } from '#db/queries/campaign-agreements.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import type { Range, Run, Size } from '#db/queries/materialise.ts'
import { endOfRange, freezeWordings, LAST_ID } from '#db/queries/materialise.ts'
import type { Rendering } from '#db/queries/preview-groups.ts'
import { expectLargeReads, findSameNumber, namesKey, renderingKey } from '#db/queries/preview-groups.ts'
import { listRenderings, setRangeAside, writeContactLinks } from '#db/queries/range-people.ts'
import type { CampaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { campaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { measureCampaign, sizerOf } from '#lib/campaigns/measure.ts'
import { exceedsAgreement, sendToReview } from '#lib/campaigns/review.ts'
import type { TextSize } from '#lib/campaigns/text-groups.ts'
import { placeholdersOf } from '#lib/core/delivery-text.ts'
import { compileComposition } from '#lib/core/placeholders.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** The cursor of a run that has begun and written nothing. */
const NOTHING_YET = '00000000-0000-0000-0000-000000000000'

/** A run with what measures its texts; each rendering is made once. */
export type SizedRun = Run & {
  sizeOf: (rendering: Rendering) => TextSize
  /** Up to whom everybody was written down when it began. */
  begunAfter: string
}

/** A range whose people are set aside in the transaction, with what their texts take. */
export type RangeAside = Range & { sizes: readonly Size[] }

/**
 * Begins a run, or takes it up again: freezes the texts. What was scheduled is measured as a whole, since its audience may have
 * grown for weeks; what is sent at once was measured a moment ago. Null when it goes back to its author.
 */
export async function beginRun(tx: Tx, ctx: Ctx, campaign: Campaign): Promise<SizedRun | null> {
  const begun = campaign.preparedUpTo !== null
  if (!begun && campaign.sendAt !== null) {
    const { figures } = await measureCampaign(tx, ctx, campaign)
    if (exceedsAgreement(campaign, figures)) {
      await sendToReview(tx, ctx, campaign, figures)
      return null
    }
  }
  if (!begun) {
    const nothing = { preparedUpTo: NOTHING_YET, people: 0, segments: 0, costMicro: 0 }
    await notePrepared(tx, ctx.chainId, campaign.id, nothing)
  }
  const run = await runOf(tx, campaign, await campaignTerms(tx, ctx, campaign))
  return { ...run, begunAfter: campaign.preparedUpTo ?? NOTHING_YET }
}

/** Finds out who is in the next range, gives them their links and measures their texts. Nobody is written down yet. */
export async function setNextRangeAside(tx: Tx, run: SizedRun, after: string, rangeSize: number): Promise<RangeAside> {
  const range = { after, upTo: await endOf(tx, run, after, rangeSize) }
  await expectLargeReads(tx)
  await setRangeAside(tx, run, range)
  if (run.terms.purpose === 'offer') await writeContactLinks(tx, run)
  const sizes = (await listRenderings(tx)).map((rendering) => {
    const { segments, blank } = run.sizeOf(rendering)
    return { key: renderingKey(rendering), names: namesKey(rendering), segments, blank }
  })
  return { ...range, sizes }
}

async function endOf(tx: Tx, { chainId, terms }: Run, after: string, rangeSize: number): Promise<string> {
  // Picked people are few, wherever they are.
  return terms.audience.patientIds === null ? endOfRange(tx, chainId, after, rangeSize) : LAST_ID
}

async function runOf(tx: Tx, campaign: Campaign, all: CampaignTerms): Promise<Omit<SizedRun, 'begunAfter'>> {
  const { terms, chain, clinics, wordings } = all
  const { id: campaignId, chainId, version, kind, month, holdId } = campaign
  if (!month || !holdId) throw new Error(`campaign ${campaignId} was not sent`)
  const frozen = await freezeWordings(tx, { chainId, campaignId, version }, wordings)
  return {
    ...{ chainId, campaignId, month, holdId, kind, terms, clinics },
    chainName: chain.name,
    sameNumber: wordings.some(mayBeBlank) ? await findSameNumber(tx, terms) : [],
    wordings: wordings.map((wording) => ({
      id: frozen.find(({ language }) => language === wording.language)?.id ?? '',
      languageN: terms.languages.indexOf(wording.language) + 1,
      placeholders: placeholdersOf(wording),
    })),
    sizeOf: sizerOf(all),
  }
}

// Whoever would get nothing but blanks keeps their number from the others all the same, as in the preview.
function mayBeBlank({ body }: { body: string }): boolean {
  return compileComposition(body).parts.every((part) => 'placeholder' in part || part.literal.trim() === '')
}
