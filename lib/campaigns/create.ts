import type * as z from 'zod'

import { insertCampaign } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { CreateCampaignInput } from '#lib/campaigns/inputs.ts'
import { requireOwnClinics } from '#lib/clinics/require-own.ts'
import { EVERYONE } from '#lib/core/audience.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Begins a draft. It belongs to the clinics of the person who begins it; a chain manager's to the whole chain.
 *
 * @throws Refusal clinic_unknown
 */
export async function createCampaign(
  ctx: Ctx,
  { audience = EVERYONE, ...input }: z.output<typeof CreateCampaignInput>,
): Promise<{ campaignId: string }> {
  return inChain(ctx, async (tx) => {
    await requireOwnClinics(tx, ctx, audience.clinicIds, 'audience.clinicIds')
    const campaign = await insertCampaign(tx, {
      ...input,
      audience,
      chainId: ctx.chainId,
      senderClinicIds: ctx.clinicIds === 'all' ? null : ctx.clinicIds,
      createdBy: ctx.staffId,
    })
    await recordAudit(tx, ctx, { action: 'campaign.create', entityId: campaign.id })
    return { campaignId: campaign.id }
  })
}
