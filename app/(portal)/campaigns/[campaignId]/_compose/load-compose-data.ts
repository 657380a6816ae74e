import 'server-only'

import { listAudiences } from '#db/queries/audiences.ts'
import { tariffsInForce } from '#db/queries/billing.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import type { Chain } from '#db/queries/chains.ts'
import { findChain } from '#db/queries/chains.ts'
import type { SampleRecipient } from '#db/queries/sample-recipients.ts'
import { listPickedPatients, listSampleRecipients } from '#db/queries/sample-recipients.ts'
import { countAudience } from '#lib/campaigns/count-audience.ts'
import { Audience } from '#lib/core/audience.ts'
import { SAMPLE_CONTACT_CODE } from '#lib/core/contact-code.ts'
import { optOutLink } from '#lib/core/delivery-text.ts'
import { priceOf } from '#lib/core/pricing.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { currentBalance } from '#lib/web/current-balance.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import type { ComposeData, SamplePerson } from '../../_form/compose-data.ts'
import type { ComposeValues } from '../../_form/compose-values.ts'
import { audienceValues } from '../../_form/compose-values.ts'

/** More names than these tell nobody more. */
const NAMES_SHOWN = 30

/** Everything the compose screen starts from. */
export async function loadComposeData(ctx: Ctx, campaign: Campaign): Promise<ComposeData> {
  const { purpose, channel, noLanguageAs } = campaign
  const audience = Audience.parse(campaign.audience)
  const { chain, tariffs, audiences, recipients, picked } = await inChain(ctx, async (tx) => {
    const chain = await findChain(tx, ctx.chainId)
    if (!chain) throw new Error('a signed-in person has a chain')
    return {
      chain,
      tariffs: await tariffsInForce(tx, chain.location, ctx.now),
      audiences: await listAudiences(tx, ctx),
      recipients: await listSampleRecipients(tx, ctx, channel, audience.patientIds),
      picked: audience.patientIds && (await listPickedPatients(tx, ctx, audience.patientIds, NAMES_SHOWN)),
    }
  })
  const count = await countAudience(ctx, { audience, channel, purpose, noLanguageAs })
  const staff = await currentStaff()
  const priceAt = (of: 'sms' | 'email') =>
    priceOf(tariffs, { channel: of, country: chain.location, at: ctx.now })?.priceMicro ?? 0

  return {
    picked: picked && { total: audience.patientIds?.length ?? 0, first: picked },
    draft: { campaignId: campaign.id, version: campaign.version, savedAt: campaign.updatedAt.toISOString() },
    now: ctx.now.toISOString(),
    values: valuesOf(campaign, audience, chain.languages),
    languages: chain.languages,
    clinics: (staff?.clinics ?? []).map(({ id, name }) => ({ id, name })),
    senderName: chain.senderName,
    optOutLink: optOutLink(env().PUBLIC_URL, SAMPLE_CONTACT_CODE),
    prices: { smsMicro: priceAt('sms'), emailMicro: priceAt('email'), country: chain.location },
    availableMicro: (await currentBalance())?.availableMicro ?? null,
    count,
    people: recipients.map((recipient) => samplePerson(recipient, chain)),
    audiences,
  }
}

// A field for every language of the chain, and for one that has a text although the chain no longer writes in it.
function valuesOf(campaign: Campaign, audience: Audience, languages: string[]): ComposeValues {
  const written = campaign.compositions.map(({ language }) => language)
  return {
    name: campaign.name,
    purpose: campaign.purpose,
    channel: campaign.channel,
    audience: audienceValues(audience),
    noLanguageAs: campaign.noLanguageAs ?? '',
    outsideHours: campaign.outsideHours,
    compositions: [...new Set([...languages, ...written])].map((language) => {
      const found = campaign.compositions.find((composition) => composition.language === language)
      return { language, subject: found?.subject ?? '', body: found?.body ?? '' }
    }),
  }
}

function samplePerson(recipient: SampleRecipient, chain: Chain): SamplePerson {
  return {
    id: recipient.id,
    name: `${recipient.firstName} ${recipient.lastName}`.trim(),
    language: recipient.language,
    values: {
      first_name: recipient.firstName,
      last_name: recipient.lastName,
      clinic_name: recipient.clinicName,
      clinic_phone: recipient.clinicPhone,
      chain_name: chain.name,
    },
  }
}
