import { findCampaign, insertCampaign, replaceCompositions } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { CampaignIdInput } from '#lib/campaigns/inputs.ts'
import { maySee } from '#lib/campaigns/may-see.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** A new draft with the same texts and audience. It belongs to the clinics of the person who copies it, whoever wrote the first. */
export async function duplicateCampaign(ctx: Ctx, { campaignId }: CampaignIdInput): Promise<{ campaignId: string }> {
  return inChain(ctx, async (tx) => {
    const original = await findCampaign(tx, ctx.chainId, campaignId)
    if (!original || !maySee(ctx, original)) throw new Refusal('not_found')

    const { name, kind, purpose, channel, audience, noLanguageAs } = original
    const copy = await insertCampaign(tx, {
      chainId: ctx.chainId,
      name,
      kind,
      purpose,
      channel,
      audience,
      noLanguageAs,
      senderClinicIds: ctx.clinicIds === 'all' ? null : ctx.clinicIds,
      createdBy: ctx.staffId,
    })
    await replaceCompositions(tx, ctx.chainId, copy.id, original.compositions)
    await recordAudit(tx, ctx, { action: 'campaign.duplicate', entityId: copy.id, before: { campaignId } })
    return { campaignId: copy.id }
  })
}
