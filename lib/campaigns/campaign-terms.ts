import type { Tx } from '#db/client.ts'
import { tariffsInForce } from '#db/queries/billing.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import type { Chain } from '#db/queries/chains.ts'
import { findChain } from '#db/queries/chains.ts'
import type { Clinic } from '#db/queries/clinics.ts'
import { listClinics } from '#db/queries/clinics.ts'
import type { EligibilityTerms } from '#db/queries/eligibility.ts'
import { OTHER_COUNTRY } from '#db/queries/eligibility.ts'
import type { GroupTerms } from '#db/queries/preview-groups.ts'
import { clinicNumbersOf, mergedNamesOf } from '#lib/campaigns/text-groups.ts'
import { Audience } from '#lib/core/audience.ts'
import { namesDebt } from '#lib/core/debt-words.ts'
import type { Wording } from '#lib/core/delivery-text.ts'
import { normaliseText } from '#lib/core/text-normalisation.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** All that decides who gets which text of a campaign at what price, apart from the patients themselves. */
export type CampaignTerms = {
  terms: GroupTerms
  chain: Chain
  clinics: Clinic[]
  /** The texts that are not blank, one per language, as they would be frozen. */
  wordings: Wording[]
}

/**
 * Reads what holds for a campaign at this moment: the chain's languages, its clinics, the prices in force. Once it was sent, its prices are
 * those of the moment of Send, however long it takes to write it down.
 */
export async function campaignTerms(
  tx: Tx,
  ctx: Pick<Ctx, 'chainId' | 'now'>,
  campaign: Campaign,
): Promise<CampaignTerms> {
  const { chain, clinics, base } = await audienceTerms(tx, ctx, {
    ...campaign,
    audience: Audience.parse(campaign.audience),
    campaignId: campaign.id,
  })
  const wordings = wordingsOf(campaign, chain.languages)
  const written = wordings.map(({ language }) => language)
  const merged = chain.languages.map((language) => {
    const wording = wordings.find((one) => one.language === language)
    return wording ? mergedNamesOf(wording) : null
  })
  const clinicNumbers = clinicNumbersOf(clinics)
  const aboutDebt = campaign.kind === 'private' && wordings.some(({ subject, body }) => namesDebt(`${subject} ${body}`))
  return { terms: { ...base, aboutDebt, written, merged, clinicNumbers }, chain, clinics, wordings }
}

/** As `campaignTerms` before there are texts: as if every language of the chain had one. */
export async function audienceTerms(
  tx: Tx,
  ctx: Pick<Ctx, 'chainId' | 'now'>,
  campaign: Pick<
    EligibilityTerms,
    'channel' | 'purpose' | 'kind' | 'noLanguageAs' | 'senderClinicIds' | 'audience' | 'campaignId'
  > & { startedAt?: Date | null },
): Promise<{ chain: Chain; clinics: Clinic[]; base: EligibilityTerms }> {
  const [chain, clinics] = await Promise.all([findChain(tx, ctx.chainId), listClinics(tx, ctx.chainId)])
  if (!chain) throw new Error(`chain ${ctx.chainId} does not exist`)
  const tariffs = await tariffsInForce(tx, chain.location, campaign.startedAt ?? ctx.now)
  const { channel, purpose, kind, noLanguageAs, senderClinicIds, audience, campaignId } = campaign
  const base: EligibilityTerms = {
    ...{ channel, purpose, kind, noLanguageAs, senderClinicIds, audience, campaignId },
    chainId: ctx.chainId,
    clinics: clinics.map(({ id, zone }) => ({ id, zone })),
    zone: chain.zone,
    now: ctx.now,
    languages: chain.languages,
    written: chain.languages,
    prices: pricesOf(channel, tariffs, chain.location),
  }
  return { chain, clinics, base }
}

// The chain's own country first: most numbers are from there. An e-mail is free unless the tariff says otherwise.
function pricesOf(
  channel: 'sms' | 'email',
  tariffs: readonly { channel: string; country: string; priceMicro: number; chargesUndelivered: boolean }[],
  location: string,
): EligibilityTerms['prices'] {
  const prices = tariffs
    .filter((tariff) => tariff.channel === channel)
    .map(({ country, priceMicro, chargesUndelivered }) => ({ country, priceMicro, chargesUndelivered }))
  if (channel === 'email') {
    return [prices.find(({ country }) => country === OTHER_COUNTRY) ?? { country: OTHER_COUNTRY, priceMicro: 0 }]
  }
  return prices.toSorted((a, b) => Number(b.country === location) - Number(a.country === location))
}

function wordingsOf({ channel, purpose, compositions }: Campaign, languages: readonly string[]): Wording[] {
  return compositions
    .filter(({ language, body }) => languages.includes(language) && normaliseText(body) !== '')
    .map(({ language, subject, body }) => ({
      channel,
      purpose,
      language,
      subject: channel === 'email' ? subject : '',
      body,
    }))
    .toSorted((a, b) => languages.indexOf(a.language) - languages.indexOf(b.language))
}
