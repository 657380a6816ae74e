import type { Tx } from '#db/client.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { moveCampaign } from '#db/queries/campaigns.ts'
import { holdMoney } from '#lib/billing/hold.ts'
import type { Agreement } from '#lib/campaigns/agreement.ts'
import { monthOf } from '#lib/campaigns/month.ts'
import { holdBesideReserve } from '#lib/campaigns/reserve.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

// What Send, Schedule and an approval have in common: the money is held, the status changes and the job is there, in the caller's
// transaction, which has locked the campaign and agreed to its figures.

type Leaving = { sendKey: string; useReserve?: boolean | undefined; sentBy: string | null }
type Held = Awaited<ReturnType<typeof holdBesideReserve>>

/** The campaign begins at once. */
export async function leaveNow(
  tx: Tx,
  ctx: Ctx,
  campaign: Campaign,
  agreed: Agreement,
  leaving: Leaving,
): Promise<Held> {
  const held = await hold(tx, ctx, campaign, agreed, leaving)
  const moved = await moveCampaign(tx, ctx.chainId, campaign.id, 'preparing', {
    ...columnsOf(agreed, held, leaving),
    startedAt: ctx.now,
    month: monthOf(ctx.now),
  })
  if (!moved) throw new Refusal('campaign_not_sendable', { status: campaign.status })
  await enqueue(tx, 'campaign.materialise', { chainId: ctx.chainId, campaignId: campaign.id })
  return held
}

/** The campaign goes on the calendar. */
export async function leaveLater(
  tx: Tx,
  ctx: Ctx,
  campaign: Campaign,
  agreed: Agreement,
  leaving: Leaving & { at: Date; sendAtLocal: string; zone: string },
): Promise<Held> {
  const held = await hold(tx, ctx, campaign, agreed, leaving)
  const { at: sendAt, sendAtLocal, zone: sendAtZone } = leaving
  const set = { ...columnsOf(agreed, held, leaving), sendAt, sendAtLocal, sendAtZone }
  const moved = await moveCampaign(tx, ctx.chainId, campaign.id, 'scheduled', set)
  if (!moved) throw new Refusal('campaign_not_sendable', { status: campaign.status })
  await enqueue(tx, 'campaign.start', { chainId: ctx.chainId, campaignId: campaign.id }, { startAfter: sendAt })
  return held
}

/** What was agreed, as the campaign keeps it; the run replaces the figures by what it came to. */
export function agreedColumns(agreed: Agreement) {
  const { willGet: people, segments, costMicro } = agreed
  return { fingerprint: agreed, people, segments, costMicro, preparedUpTo: null, review: null }
}

function columnsOf(agreed: Agreement, { holdId }: Held, { sendKey, sentBy }: Leaving) {
  return { ...agreedColumns(agreed), holdId, sendKey, sentBy }
}

function hold(tx: Tx, ctx: Ctx, { id }: Campaign, { costMicro }: Agreement, { useReserve }: Leaving): Promise<Held> {
  const fact = { campaignId: id, amountMicro: costMicro, factKey: newSendFact(id) }
  return holdBesideReserve(tx, ctx, { costMicro, useReserve }, () => holdMoney(tx, ctx, fact))
}

/**
 * Names the hold of one send. Not by its key: that comes again when a page from before Unschedule is posted once more, and would
 * find the hold that was given back. What makes a send one is the campaign's lock and `alreadySent`.
 */
function newSendFact(campaignId: string): string {
  return `campaign:${campaignId}:send:${crypto.randomUUID()}`
}
