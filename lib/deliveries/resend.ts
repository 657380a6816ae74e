import type { Tx } from '#db/client.ts'
import { tariffsInForce } from '#db/queries/billing.ts'
import { findChain } from '#db/queries/chains.ts'
import { noteResends } from '#db/queries/doubts.ts'
import type { CampaignOfResends, Resend } from '#db/queries/resends.ts'
import { batchesOverlap, insertResends, lockCampaignsOf } from '#db/queries/resends.ts'
import { findSendingHours } from '#db/queries/sending-hours.ts'
import type { UndecidedText } from '#db/queries/undecided.ts'
import { moveUndecided } from '#db/queries/undecided.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { holdMoney } from '#lib/billing/hold.ts'
import { DOUBT_HOURS } from '#lib/core/doubt.ts'
import { textPrice } from '#lib/core/text-price.ts'
import type { Decided } from '#lib/deliveries/decide.ts'
import { decideTexts } from '#lib/deliveries/decide.ts'
import type { DecideInput } from '#lib/deliveries/inputs.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { wakeHandOver } from '#lib/deliveries/wake.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/**
 * Sends texts in doubt again, each as a delivery of its own: money of its own at the price of now, an identity of its own towards the
 * provider, and every check of the last moment anew (a refusal, a death, another number since). The old one keeps its history and its
 * held price: a receipt may still decide it, and both may have reached the patient.
 *
 * Bulk mail keeps its sending hours here too, and waits with a campaign that is paused.
 *
 * @throws Refusal insufficient_balance (missingMicro), resend_no_price (country), and as `decideTexts`
 */
export function resendDeliveries(ctx: Ctx, input: DecideInput): Promise<Decided> {
  return decideTexts(ctx, input, async (tx, texts) => {
    const resends = await resendsOf(tx, ctx, texts)
    const campaignIds = campaignsOf(texts)
    const [onlyCampaign = null] = campaignIds.length === 1 ? campaignIds : []
    const { holdId } = await holdMoney(tx, ctx, {
      campaignId: onlyCampaign,
      amountMicro: resends.reduce((sum, { priceMicro }) => sum + priceMicro, 0),
      factKey: `resend ${texts[0]?.deliveryId}`,
    })

    await moveUndecided(tx, texts, 'resent')
    const fresh = await insertResends(tx, { chainId: ctx.chainId, holdId }, resends)
    if (await batchesOverlap(tx, { chainId: ctx.chainId, holdId }, campaignIds)) {
      throw new Error('the ids of two resends interleave')
    }
    await noteResends(
      tx,
      ctx.chainId,
      ctx.staffId,
      DOUBT_HOURS,
      fresh.map(({ deliveryId, resendOf }) => ({ deliveryId: resendOf, resendId: deliveryId })),
    )
    await settle(tx, [
      ...texts.map((text) => ({ ...text, holdId: null, from: 'unknown' as const, to: 'resent' as const })),
      ...fresh.map((text) => ({ ...text, from: null, to: 'planned' as const })),
    ])
    for (const channel of new Set(texts.map((text) => text.channel))) await wakeHandOver(tx, channel)
    await recordAudit(
      tx,
      ctx,
      ...fresh.map(({ deliveryId, resendOf, priceMicro }) => ({
        action: 'delivery.resend',
        entityId: resendOf,
        before: { status: 'unknown' },
        after: { status: 'resent', resendId: deliveryId, heldMicro: priceMicro },
      })),
    )
  })
}

async function resendsOf(tx: Tx, ctx: Ctx, texts: readonly UndecidedText[]): Promise<Resend[]> {
  const campaigns = new Map((await lockCampaignsOf(tx, ctx.chainId, campaignsOf(texts))).map((one) => [one.id, one]))
  const chain = await findChain(tx, ctx.chainId)
  const tariffs = await tariffsInForce(tx, chain?.location ?? '', ctx.now)
  const opening = await openingOf(tx, ctx, texts)
  return texts.map((text) => {
    const price = textPrice(tariffs, text)
    if (price === null) throw new Refusal('resend_no_price', { country: text.country ?? '' })
    const campaign = text.campaignId === null ? undefined : campaigns.get(text.campaignId)
    const { deliveryId, month } = text
    const status = campaign?.status === 'paused' ? 'held' : 'ready'
    return { deliveryId, month, ...price, status, notBefore: keepsHours(campaign) ? opening : ctx.now }
  })
}

/** When the clinics of these texts may send: now, or when they next open. */
async function openingOf(tx: Tx, ctx: Ctx, texts: readonly UndecidedText[]): Promise<Date> {
  const clinicIds = [...new Set(texts.flatMap(({ clinicId }) => (clinicId === null ? [] : [clinicId])))]
  const { nextOpening } = await findSendingHours(tx, ctx.chainId, clinicIds, ctx.now)
  return nextOpening ?? ctx.now
}

function keepsHours(campaign: CampaignOfResends | undefined): boolean {
  return campaign?.kind === 'bulk' && !campaign.outsideHours
}

function campaignsOf(texts: readonly UndecidedText[]): string[] {
  return [...new Set(texts.flatMap(({ campaignId }) => (campaignId === null ? [] : [campaignId])))]
}
