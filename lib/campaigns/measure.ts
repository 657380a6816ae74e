import type { Tx } from '#db/client.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { countAllGroups, expectLargeReads } from '#db/queries/preview-groups.ts'
import type { CampaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { campaignTerms } from '#lib/campaigns/campaign-terms.ts'
import type { Figures } from '#lib/campaigns/figures.ts'
import { figuresOf } from '#lib/campaigns/figures.ts'
import type { SizedGroup } from '#lib/campaigns/text-groups.ts'
import { sizedGroups, textSizer } from '#lib/campaigns/text-groups.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'

export type Measured = CampaignTerms & { sized: SizedGroup[]; figures: Figures }

/**
 * Who gets a campaign and what it costs at this moment, exactly, in one pass over the audience: everybody in groups of equal texts.
 */
export async function measureCampaign(
  tx: Tx,
  ctx: Pick<Ctx, 'chainId' | 'now'>,
  campaign: Campaign,
): Promise<Measured> {
  const all = await campaignTerms(tx, ctx, campaign)
  const { terms } = all
  await expectLargeReads(tx)
  const groups = await countAllGroups(tx, terms)
  const sized = sizedGroups(groups, terms, sizerOf(all))
  return { ...all, sized, figures: figuresOf(groups, sized, terms) }
}

export function sizerOf({ terms, wordings, clinics, chain }: CampaignTerms) {
  return textSizer({ terms, wordings, clinics, chainName: chain.name, publicUrl: env().PUBLIC_URL })
}
