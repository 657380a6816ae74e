import type * as z from 'zod'

import { findCampaign, replaceCompositions, updateDraft } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { SaveCampaignInput } from '#lib/campaigns/inputs.ts'
import { MAX_BODY_CHARACTERS, MAX_SUBJECT_CHARACTERS } from '#lib/campaigns/inputs.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import { requireOwnClinics } from '#lib/clinics/require-own.ts'
import { hasLineBreak } from '#lib/core/text-normalisation.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Saves a draft as it is being written, unfinished as it may be; whether it can be sent is the preview's question.
 *
 * @throws Refusal text_too_long or line_break beside their field; conflict when somebody else saved meanwhile; campaign_not_editable; clinic_unknown
 */
export async function saveCampaign(
  ctx: Ctx,
  { campaignId, version, compositions, ...change }: z.output<typeof SaveCampaignInput>,
): Promise<{ version: number }> {
  for (const composition of compositions) refuseUnstorable(composition)

  return inChain(ctx, async (tx) => {
    const before = requireActable(ctx, await findCampaign(tx, ctx.chainId, campaignId))
    if (before.status !== 'draft') throw new Refusal('campaign_not_editable', { status: before.status })

    // Whom a private message is for was settled when they were picked.
    const audience = before.kind === 'private' ? before.audience : change.audience
    await requireOwnClinics(tx, ctx, change.audience.clinicIds, 'audience.clinicIds')
    const after = await updateDraft(tx, ctx.chainId, { campaignId, version }, { ...change, audience })
    if (!after) throw new Refusal('conflict')
    await replaceCompositions(tx, ctx.chainId, campaignId, compositions)
    await recordAudit(tx, ctx, { action: 'campaign.save', entityId: campaignId, after: { version: after.version } })
    return { version: after.version }
  })
}

function refuseUnstorable({ language, subject, body }: { language: string; subject: string; body: string }): void {
  if (body.length > MAX_BODY_CHARACTERS) {
    throw new Refusal('text_too_long', { max: MAX_BODY_CHARACTERS }, `compositions.${language}.body`)
  }
  if (subject.length > MAX_SUBJECT_CHARACTERS) {
    throw new Refusal('text_too_long', { max: MAX_SUBJECT_CHARACTERS }, `compositions.${language}.subject`)
  }
  if (hasLineBreak(subject)) throw new Refusal('subject_line_break', {}, `compositions.${language}.subject`)
}
