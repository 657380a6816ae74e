import type * as z from 'zod'

import { insertCampaign, replaceCompositions } from '#db/queries/campaigns.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { Audience } from '#lib/core/audience.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** A draft of one Estonian text for everybody, unless `values` say otherwise. */
export async function aDraft(
  ctx: Ctx,
  {
    audience = {},
    body = 'Tere, {first_name}!',
    texts,
    ...values
  }: Partial<Omit<Parameters<typeof insertCampaign>[1], 'audience'>> & {
    audience?: z.input<typeof Audience>
    body?: string
    texts?: { language: string; subject: string; body: string }[]
  } = {},
): Promise<{ campaignId: string }> {
  return inChain(ctx, async (tx) => {
    const campaign = await insertCampaign(tx, {
      chainId: ctx.chainId,
      name: 'Kontroll',
      audience: Audience.parse(audience),
      senderClinicIds: ctx.clinicIds === 'all' ? null : ctx.clinicIds,
      ...values,
    })
    const subject = values.channel === 'email' ? 'Kontroll' : ''
    await replaceCompositions(tx, ctx.chainId, campaign.id, texts ?? [{ language: 'et', subject, body }])
    return { campaignId: campaign.id }
  })
}

/** What Send takes from somebody who has just looked at the preview. */
export async function agreeing(ctx: Ctx, campaignId: string) {
  const { fingerprint, willGet } = await previewCampaign(ctx, { campaignId })
  return { campaignId, sendKey: crypto.randomUUID(), fingerprint, typedPeople: willGet }
}
