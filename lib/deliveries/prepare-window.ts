import type { Tx } from '#db/client.ts'
import type { DueDelivery, Intent } from '#db/queries/hand-over.ts'
import { readDueDeliveries, writeIntents } from '#db/queries/hand-over.ts'
import { clientRefOf } from '#lib/core/client-ref.ts'
import type { DeliveryText } from '#lib/core/delivery-text.ts'
import { countSmsSegments } from '#lib/core/sms-segments.ts'
import type { DeliveryFigures, StatusChange } from '#lib/core/status-change.ts'
import type { SuppressionReason } from '#lib/core/suppression-reason.ts'
import type { BatchInHand, Window } from '#lib/deliveries/in-hand.ts'
import type { Line } from '#lib/deliveries/line.ts'
import { compiledWordings } from '#lib/deliveries/wordings.ts'

export type Prepared<Outbound> = {
  window: Window<Outbound>
  changes: StatusChange[]
  /** The last delivery looked at; the next window begins after it. */
  last: string
  /** Whether the batch has no more. */
  exhausted: boolean
}

/**
 * Writes `submitting` for the next deliveries of a batch and renders them. What must not leave any more (see
 * suppression-reason.ts, or too late) is written as such instead. Once the transaction commits, the window may be sent.
 */
export async function prepareWindow<Outbound>(
  tx: Tx,
  line: Line<Outbound>,
  inHand: BatchInHand,
  { after, limit }: { after: string; limit: number },
): Promise<Prepared<Outbound>> {
  const { batch } = inHand
  const due = await readDueDeliveries(tx, batch, { after, limit })
  const exhausted = due.length < limit
  const window: Window<Outbound> = { inHand, deliveries: [] }
  if (due.length === 0) return { window, changes: [], last: after, exhausted }

  const wordingOf = await compiledWordings(
    tx,
    batch.chainId,
    due.map(({ wordingId }) => wordingId),
  )
  const takenOver = new Set<string>()
  const looked = due.map((delivery) => {
    const wording = wordingOf(delivery.wordingId)
    const text = wording.render(delivery.params)
    const intent = onceOnly(intentOf(line.channel, delivery, text), delivery, takenOver)
    return { delivery, wording, text, intent }
  })
  const taken = await writeIntents(
    tx,
    batch,
    line.provider.name,
    looked.map(({ intent }) => intent),
  )

  const changes: StatusChange[] = []
  for (const { delivery, wording, text, intent } of looked) {
    if (!taken.has(delivery.deliveryId)) continue
    const figures = figuresOf(inHand, delivery)
    if (delivery.status !== intent.status) changes.push({ ...figures, from: delivery.status, to: intent.status })
    if (intent.status !== 'submitting') continue
    const outbound = line.outboundOf({
      clientRef: clientRefOf({ chainId: batch.chainId, month: batch.month, deliveryId: delivery.deliveryId }),
      address: delivery.address,
      senderName: batch.senderName,
      chainName: wording.chainName,
      language: delivery.language,
      text,
      validUntil: new Date(delivery.validUntilMilliseconds),
    })
    window.deliveries.push({ change: figures, outbound, outcome: null })
  }
  return { window, changes, last: due.at(-1)?.deliveryId ?? after, exhausted }
}

function intentOf(channel: 'sms' | 'email', delivery: DueDelivery, text: DeliveryText): Intent {
  const { deliveryId } = delivery
  if (delivery.expired) return { deliveryId, status: 'expired_unsent', reason: null, address: null }
  const reason = delivery.obstacle ?? obstacleIn(channel, delivery, text)
  if (reason) return { deliveryId, status: 'suppressed', reason, address: null }
  return { deliveryId, status: 'submitting', reason: null, address: delivery.addressIsNew ? delivery.address : null }
}

/** Of patients in one window who have come to share a new number since, the first gets the text: no other row shows it yet. */
function onceOnly(intent: Intent, { isOncePerAddress }: DueDelivery, takenOver: Set<string>): Intent {
  if (!isOncePerAddress || intent.address === null) return intent
  if (takenOver.has(intent.address)) return { ...intent, status: 'suppressed', reason: 'same_number', address: null }
  takenOver.add(intent.address)
  return intent
}

/** A text never costs more than was agreed, whatever has changed since: it rather stays here. */
function obstacleIn(channel: 'sms' | 'email', delivery: DueDelivery, { text }: DeliveryText): SuppressionReason | null {
  if (text === '') return 'blank'
  if (channel === 'sms' && countSmsSegments(text).segments > delivery.segments) return 'longer_than_priced'
  return null
}

function figuresOf({ batch }: BatchInHand, delivery: DueDelivery): DeliveryFigures {
  const { deliveryId, clinicId, day, language, segments, priceMicro } = delivery
  const { chainId, month, campaignId, kind, channel, holdId } = batch
  return {
    deliveryId,
    chainId,
    month,
    campaignId,
    clinicId,
    day,
    kind,
    channel,
    language,
    segments,
    priceMicro,
    holdId,
  }
}
