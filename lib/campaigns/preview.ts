import type { Tx } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { notePreview } from '#db/queries/campaign-agreements.ts'
import { findCampaign } from '#db/queries/campaigns.ts'
import { listRecipients } from '#db/queries/recipients.ts'
import { findSendingHours } from '#db/queries/sending-hours.ts'
import { agreementOf } from '#lib/campaigns/agreement.ts'
import { debtAtSharedNumbers } from '#lib/campaigns/debt.ts'
import type { CampaignIdInput } from '#lib/campaigns/inputs.ts'
import { maySee } from '#lib/campaigns/may-see.ts'
import type { Measured } from '#lib/campaigns/measure.ts'
import { measureCampaign } from '#lib/campaigns/measure.ts'
import type { CampaignPreview, PreviewSample, PurposeFinding } from '#lib/campaigns/preview-figures.ts'
import { problemsOf } from '#lib/campaigns/problems.ts'
import { findReserve } from '#lib/campaigns/reserve.ts'
import { chooseSamples, renderSample } from '#lib/campaigns/samples.ts'
import { sendingClinics } from '#lib/campaigns/sending-clinics.ts'
import { needsApproval } from '#lib/core/approval-limit.ts'
import { may } from '#lib/core/permissions.ts'
import { findOfferWords, needsAdvertisingNotice } from '#lib/core/purpose-lint.ts'
import { eatsReserve } from '#lib/core/reserve.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Exactly what Send would do now: who gets it, who does not and why, what it costs, what it says to real people. Of a draft it
 * notes what was shown, so that Send can say what has changed since.
 *
 * @throws Refusal not_found; campaign_not_editable for one that is past being previewed
 */
export async function previewCampaign(ctx: Ctx, { campaignId }: CampaignIdInput): Promise<CampaignPreview> {
  return inChain(ctx, async (tx) => {
    const campaign = await findCampaign(tx, ctx.chainId, campaignId)
    if (!campaign || !maySee(ctx, campaign)) throw new Refusal('not_found')
    if (!['draft', 'awaiting_approval', 'scheduled', 'review'].includes(campaign.status)) {
      throw new Refusal('campaign_not_editable', { status: campaign.status })
    }

    const measured = await measureCampaign(tx, ctx, campaign)
    const { figures, wordings, terms } = measured
    const account = await findAccount(tx, ctx.chainId)
    const { costMicro } = figures
    const reserve = costMicro > 0 ? await findReserve(tx, ctx) : { days: 0, micro: 0 }
    const afterMicro = account.availableMicro - costMicro
    const hours = await findSendingHours(tx, ctx.chainId, sendingClinics(campaign), ctx.now)
    const seesMoney = may(ctx.role, 'balance.read')
    const missingMicro = seesMoney ? Math.max(0, -afterMicro) : 0
    const agreement = agreementOf(figures, wordings, terms)
    if (campaign.status === 'draft') await notePreview(tx, ctx.chainId, campaignId, agreement)

    return {
      ...figures,
      debtAtSharedNumbers: await debtAtSharedNumbers(tx, measured),
      samples: await samplesOf(tx, ctx, measured),
      balance: seesMoney
        ? { availableMicro: account.availableMicro, afterMicro, missingMicro, reserveMicro: reserve.micro }
        : null,
      reserve: {
        days: reserve.days,
        isEaten: eatsReserve({ costMicro, leftMicro: afterMicro, reserveMicro: reserve.micro }),
      },
      findings: campaign.purpose === 'notice' ? wordings.flatMap(findingsIn) : [],
      advertisingNotice: needsAdvertisingNotice(campaign.purpose, measured.chain.location),
      hours: { insideNow: hours.inside, nextOpening: hours.nextOpening?.toISOString() ?? null },
      problems: problemsOf(wordings, figures, missingMicro),
      fingerprint: agreement.hash,
      needsApproval: needsApproval(measured.chain, agreement),
    }
  })
}

async function samplesOf(
  tx: Tx,
  { chainId, clinicIds }: Ctx,
  { sized, wordings, clinics, terms, chain }: Measured,
): Promise<PreviewSample[]> {
  const chosen = chooseSamples(sized)
  const recipients = await listRecipients(
    tx,
    chainId,
    chosen.map(({ group }) => group.patientId),
  )
  return chosen.flatMap((sample) => {
    const recipient = recipients.find(({ id }) => id === sample.group.patientId)
    const wording = wordings.find(({ language }) => language === terms.languages[sample.group.textN - 1])
    if (!recipient || !wording) return []
    // Figures of the whole chain are for all its staff; names and texts only of patients of one's own clinics.
    if (clinicIds !== 'all' && !clinicIds.includes(recipient.clinicId)) return []
    const clinic = clinics.find(({ id }) => id === recipient.clinicId)
    return [renderSample(sample, { recipient, wording, clinic, chainName: chain.name, publicUrl: env().PUBLIC_URL })]
  })
}

/** Each offending word of a text once. */
function findingsIn({
  language,
  subject,
  body,
}: {
  language: string
  subject: string
  body: string
}): PurposeFinding[] {
  const words = [subject, body].flatMap(findOfferWords).map(({ word }) => word)
  return [...new Set(words)].map((word) => ({ language, word }))
}
