import type * as z from 'zod'

import type { Tx } from '#db/client.ts'
import { findEntry, lockAccount } from '#db/queries/billing.ts'
import { findCampaign } from '#db/queries/campaigns.ts'
import {
  countTestSends,
  findContactLink,
  findStaffContact,
  insertTestText,
  isOptedOut,
} from '#db/queries/test-texts.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { holdMoney } from '#lib/billing/hold.ts'
import type { CampaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { campaignTerms } from '#lib/campaigns/campaign-terms.ts'
import type { TestSendInput } from '#lib/campaigns/inputs.ts'
import { TEST_SENDS_PER_HOUR } from '#lib/campaigns/inputs.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import { monthOf } from '#lib/campaigns/month.ts'
import { problemsOf } from '#lib/campaigns/problems.ts'
import type { Wording } from '#lib/core/delivery-text.ts'
import { deliveryTextOf, placeholdersOf } from '#lib/core/delivery-text.ts'
import { samplePlaceholderValues } from '#lib/core/placeholders.ts'
import { costMicro } from '#lib/core/pricing.ts'
import { STOPPED_BY_OPT_OUT_OF } from '#lib/core/refusal-purposes.ts'
import { countSmsSegments, MAX_SEGMENTS } from '#lib/core/sms-segments.ts'
import { wakeHandOver } from '#lib/deliveries/wake.ts'
import { recognisePhone } from '#lib/phones/recognise.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

const SECONDS_PER_HOUR = 3600

/**
 * Sends one language of a draft to the person who writes it, with made-up names in it. A text like any other: priced, held,
 * handed over, and not sent to who has refused such texts.
 *
 * The same `sendKey` again gives the same answer and sends nothing twice.
 *
 * @throws Refusal campaign_blank, test_send_no_number, test_send_no_price, test_send_opted_out, test_send_limit, insufficient_balance,
 * and what is wrong with the text
 */
export async function testSend(
  ctx: Ctx,
  { campaignId, language, sendKey }: z.output<typeof TestSendInput>,
): Promise<{ address: string; segments: number; costMicro: number }> {
  return inChain(ctx, async (tx) => {
    const campaign = requireActable(ctx, await findCampaign(tx, ctx.chainId, campaignId))
    const all = await campaignTerms(tx, ctx, campaign)
    const wording = all.wordings.find((one) => one.language === language)
    if (!wording) throw new Refusal('campaign_blank', {}, `compositions.${language}.body`)
    const [problem] = problemsOf([wording], { willGet: 1, languages: [] }, 0)
    if (problem) throw new Refusal(problem.code, problem.params, problem.field ?? undefined)

    const to = await recipientOf(tx, ctx, all)
    const params = [...paramsOf(wording, all), ...(await codeFor(tx, ctx, wording, to.address))]
    const segments = segmentsOf(wording, params)
    const amountMicro = campaign.channel === 'email' ? to.priceMicro : costMicro(segments, to.priceMicro)
    const sent = { address: to.address, segments, costMicro: amountMicro }
    const factKey = `campaign:${campaignId}:test:${sendKey}`
    // Clicks that arrive together wait here; those behind the first find its hold.
    await lockAccount(tx, ctx.chainId)
    if (await findEntry(tx, ctx.chainId, factKey)) return sent
    await requireFewTests(tx, ctx)
    const { holdId } = await holdMoney(tx, ctx, { campaignId, amountMicro, factKey })
    await insertTestText(tx, {
      ...{ chainId: ctx.chainId, month: monthOf(ctx.now), wording, params, segments, holdId },
      ...{ address: to.address, country: to.country, priceMicro: amountMicro },
    })
    await wakeHandOver(tx, campaign.channel)
    await recordAudit(tx, ctx, { action: 'campaign.test_send', entityId: campaignId, after: { language, segments } })
    return sent
  })
}

async function requireFewTests(tx: Tx, { chainId, staffId }: Ctx): Promise<void> {
  const tests = await countTestSends(tx, chainId, { staffId, seconds: SECONDS_PER_HOUR })
  if (tests >= TEST_SENDS_PER_HOUR) throw new Refusal('test_send_limit', { max: TEST_SENDS_PER_HOUR })
}

/** The staff member's own number or address, with what a text there costs. */
async function recipientOf(
  tx: Tx,
  ctx: Ctx,
  { terms, chain }: CampaignTerms,
): Promise<{ address: string; country: string | null; priceMicro: number }> {
  const contact = ctx.staffId ? await findStaffContact(tx, ctx.chainId, ctx.staffId) : null
  const phone = recognisePhone(contact?.phone, chain.location)
  const sms = terms.channel === 'sms'
  const mobile = phone.kind === 'mobile' ? phone.e164 : null
  const address = sms ? mobile : (contact?.email ?? null)
  if (!address) throw new Refusal('test_send_no_number')
  const country = sms ? phone.country : null
  const price = terms.prices.find((one) => one.country === country) ?? terms.prices.find((one) => one.country === '*')
  if (!price) throw new Refusal('test_send_no_price', { country: country ?? '' })
  if (
    await isOptedOut(tx, ctx.chainId, {
      channel: terms.channel,
      address,
      purposes: STOPPED_BY_OPT_OUT_OF[terms.purpose],
    })
  ) {
    throw new Refusal('test_send_opted_out')
  }
  return { address, country, priceMicro: price.priceMicro }
}

/** A real clinic, and somebody who does not exist. */
function paramsOf(wording: Wording, { clinics, chain, terms }: CampaignTerms): string[] {
  const clinic = clinics.find(({ id }) => terms.senderClinicIds?.includes(id) ?? true)
  const values = {
    ...samplePlaceholderValues(wording.language),
    clinic_name: clinic?.name ?? '',
    clinic_phone: clinic?.phone ?? '',
    chain_name: chain.name,
  }
  return placeholdersOf(wording).map((name) => values[name])
}

async function codeFor(tx: Tx, ctx: Ctx, { purpose, channel, language }: Wording, address: string): Promise<string[]> {
  return purpose === 'offer' ? [await findContactLink(tx, ctx.chainId, { channel, address, language })] : []
}

function segmentsOf(wording: Wording, params: readonly string[]): number {
  if (wording.channel === 'email') return 0
  const { segments } = countSmsSegments(deliveryTextOf(wording, env().PUBLIC_URL)(params).text)
  if (segments <= MAX_SEGMENTS) return segments
  throw new Refusal('text_too_many_segments', { max: MAX_SEGMENTS }, `compositions.${wording.language}.body`)
}
