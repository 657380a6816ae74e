import type { Tx } from '#db/client.ts'
import { notePrepared } from '#db/queries/campaign-agreements.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import type { Range, Run, Written } from '#db/queries/materialise.ts'
import { endOfRange, freezeWordings, LAST_ID, writeRange } from '#db/queries/materialise.ts'
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
export type SizedRun = Run & { sizeOf: (rendering: Rendering) => TextSize }

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
  return runOf(tx, campaign, await campaignTerms(tx, ctx, campaign))
}

/** Writes down the next range of patients. @returns what came of it, and up to whom */
export async function writeNextRange(
  tx: Tx,
  run: SizedRun,
  campaign: Campaign,
  rangeSize: number,
): Promise<Written & { upTo: string }> {
  const range = await rangeAfter(tx, run, campaign, rangeSize)
  await expectLargeReads(tx)
  await setRangeAside(tx, run, range)
  if (run.terms.purpose === 'offer') await writeContactLinks(tx, run)
  const sizes = (await listRenderings(tx)).map((rendering) => {
    const { segments, blank } = run.sizeOf(rendering)
    return { key: renderingKey(rendering), names: namesKey(rendering), segments, blank }
  })
  return { ...(await writeRange(tx, run, sizes)), upTo: range.upTo }
}

async function rangeAfter(tx: Tx, { chainId, terms }: Run, campaign: Campaign, rangeSize: number): Promise<Range> {
  const after = campaign.preparedUpTo ?? NOTHING_YET
  // Picked people are few, wherever they are.
  const upTo = terms.audience.patientIds === null ? await endOfRange(tx, chainId, after, rangeSize) : LAST_ID
  return { after, upTo }
}

async function runOf(tx: Tx, campaign: Campaign, all: CampaignTerms): Promise<SizedRun> {
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
