import type * as z from 'zod'

import { db } from '#db/client.ts'
import { insertCampaign, replaceCompositions } from '#db/queries/campaigns.ts'
import { patients } from '#db/schema/patients.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import { Audience } from '#lib/core/audience.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic } from '#tests/database.ts'

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

/** A sent campaign whose recipients are still to be written down; every tenth number is shared by two. */
export async function aSentCampaign(people: number, { now }: { now: Date }) {
  const ctx = await aChain({ now, euros: 1_000 })
  const clinic = await aClinic(ctx)
  await db()
    .insert(patients)
    .values(
      Array.from({ length: people }, (_, index) => ({
        ...{ chainId: ctx.chainId, clinicId: clinic.id, code: `${index}`, firstName: `Mari ${index}`, language: 'et' },
        ...{
          phone: `+37250${String(index % 10 === 1 ? index - 1 : index).padStart(6, '0')}`,
          phoneKind: 'mobile' as const,
        },
        phoneCountry: 'EE',
      })),
    )
  const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
  const { people: agreed } = await sendCampaign(ctx, await agreeing(ctx, campaignId))
  return { ctx, clinic, campaignId, agreed }
}
