import type { Tx } from '#db/client.ts'
import type { CountOfStatus } from '#db/queries/campaign-progress.ts'
import { findSendState, sumCampaignCounts } from '#db/queries/campaign-progress.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import { purseOf } from '#lib/core/delivery-money.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { secondsLeft } from '#lib/core/time-left.ts'
import type { Ctx } from '#lib/runtime/context.ts'

export type CampaignProgress = {
  status: CampaignStatus
  people: number
  /** One for each of them, and one for each that was sent again. */
  texts: number
  segments: number
  counts: Partial<Record<DeliveryStatus, number>>
  spentMicro: number
  /** Set aside and not spent: for what is still to be sent, and for what nobody knows yet. */
  heldMicro: number
  /** Texts not handed over yet, which a stop would keep back … */
  unsent: number
  /** … and the money that would be free again then. */
  releasedByStopMicro: number
  /** The pace of the last minute; 0 while nothing moves. */
  ratePerMinute: number
  /** When the last text leaves, at this pace and at the provider's rate; null while nobody can say. */
  endsAt: Date | null
}

const PACE_SECONDS = 60
/** Before all texts are written down the money is one sum, and what texts there are say little of it. */
const RESERVED_AS_A_WHOLE: readonly CampaignStatus[] = ['scheduled', 'preparing', 'review']

/** How far a campaign is; null when there is none. Reads kept sums only, so it costs the same for six texts and for a million. */
export async function campaignProgress(
  tx: Tx,
  ctx: Pick<Ctx, 'chainId' | 'now'>,
  campaignId: string,
): Promise<CampaignProgress | null> {
  const [state, counted] = await Promise.all([
    findSendState(tx, ctx.chainId, campaignId, { recentSeconds: PACE_SECONDS }),
    sumCampaignCounts(tx, ctx.chainId, campaignId),
  ])
  if (!state) return null

  const purses = RESERVED_AS_A_WHOLE.includes(state.status)
    ? { spentMicro: 0, heldMicro: state.heldMicro }
    : { spentMicro: sumIn(counted, 'spent'), heldMicro: sumIn(counted, 'held') }
  const toSend = counted.filter(({ status }) => status === 'planned' || status === 'submitting')
  const sumToSend = (of: 'texts' | 'segments' | 'costMicro') => toSend.reduce((sum, count) => sum + count[of], 0)
  const unsent = sumToSend('texts')
  const isSending = state.status === 'sending'
  const ratePerMinute = isSending ? pace(state.recentlyDone, state.startedAt, ctx.now) : 0
  const left = secondsLeft(
    { texts: unsent, parts: Math.max(unsent, sumToSend('segments')) },
    { textsPerMinute: ratePerMinute, partsPerSecond: isSending ? state.partsPerSecond : null },
  )
  return {
    status: state.status,
    people: state.people,
    texts: Math.max(
      state.people,
      counted.reduce((sum, { texts }) => sum + texts, 0),
    ),
    segments: state.segments,
    counts: Object.fromEntries(counted.map(({ status, texts }) => [status, texts])),
    ...purses,
    unsent,
    releasedByStopMicro: sumToSend('costMicro'),
    ratePerMinute,
    endsAt: left === null ? null : new Date(ctx.now.getTime() + left * 1000),
  }
}

function sumIn(counted: readonly CountOfStatus[], purse: 'spent' | 'held'): number {
  return counted.reduce((sum, { status, costMicro }) => (purseOf(status) === purse ? sum + costMicro : sum), 0)
}

// A campaign younger than a minute is measured over its own age.
function pace(texts: number, startedAt: Date | null, now: Date): number {
  const ageSeconds = startedAt ? (now.getTime() - startedAt.getTime()) / 1000 : PACE_SECONDS
  return (texts / Math.max(1, Math.min(PACE_SECONDS, ageSeconds))) * 60
}
