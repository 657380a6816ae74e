import 'server-only'
import * as z from 'zod'

import type { Tx } from '#db/client.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { findCampaign } from '#db/queries/campaigns.ts'
import { maySee } from '#lib/campaigns/may-see.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** The campaign of an address; null when the address is mistyped, or it is not there, or not this person's to see. */
export async function findVisibleCampaign(tx: Tx, ctx: Ctx, campaignId: string): Promise<Campaign | null> {
  if (!z.uuid().safeParse(campaignId).success) return null
  const campaign = await findCampaign(tx, ctx.chainId, campaignId)
  return campaign && maySee(ctx, campaign) ? campaign : null
}
