import 'server-only'

import type { Tx } from '#db/client.ts'
import type { CampaignTextRow } from '#db/queries/campaign-texts.ts'
import { findWordings, listCampaignTexts } from '#db/queries/campaign-texts.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { campaignFailures } from '#lib/campaigns/failures.ts'
import type { CampaignProgress } from '#lib/campaigns/progress.ts'
import { campaignProgress } from '#lib/campaigns/progress.ts'
import type { Wording } from '#lib/core/delivery-text.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import type { Failures } from './delivery-cards.tsx'
import { asQueryFilter, textCursorOf, textFilterOf } from './text-filter.ts'

export type Report = {
  progress: CampaignProgress
  /** One row over a page means there is more. */
  texts: CampaignTextRow[]
  /** What was sent, by the ids that its texts name. */
  wordings: Record<string, Wording>
  failures: Failures
}

/** What the page of a campaign after Send shows: how far it is, a page of its texts, and why some did not arrive. */
export async function readReport(tx: Tx, ctx: Ctx, campaign: Campaign, params: SearchParams): Promise<Report | null> {
  const sent = campaign.month === null ? null : { id: campaign.id, month: campaign.month }
  // What takes longest is asked first: the rest is read while the rows are put together.
  const [texts, wordings, progress] = await Promise.all([
    sent ? listCampaignTexts(tx, ctx, sent, asQueryFilter(textFilterOf(params)), { cursor: textCursorOf(params) }) : [],
    sent ? findWordings(tx, ctx.chainId, campaign.id) : {},
    campaignProgress(tx, ctx, campaign.id),
  ])
  if (!progress) return null
  const failures = sent ? await campaignFailures(tx, ctx, sent, progress.counts) : []
  return { progress, texts, wordings, failures }
}
