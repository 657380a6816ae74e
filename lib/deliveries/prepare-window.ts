import type { Tx } from '#db/client.ts'
import type { DueDelivery, Intent } from '#db/queries/hand-over.ts'
import { clientRefOf } from '#lib/core/client-ref.ts'
import { namesDebt } from '#lib/core/debt-words.ts'
import type { DeliveryText } from '#lib/core/delivery-text.ts'
import { senderInForce } from '#lib/core/sender-in-force.ts'
import { countSmsSegments } from '#lib/core/sms-segments.ts'
import type { DeliveryFigures, StatusChange } from '#lib/core/status-change.ts'
import type { SuppressionReason } from '#lib/core/suppression-reason.ts'
import type { BatchInHand, Window } from '#lib/deliveries/in-hand.ts'
import type { Line } from '#lib/deliveries/line.ts'
import { compiledWordings } from '#lib/deliveries/wordings.ts'

/** What is to become of the next deliveries of a batch; nothing of it is written yet. */
export type PlannedWindow<Outbound> = {
  intents: Intent[]
  changes: StatusChange[]
  window: Window<Outbound>
}

/**
 * Renders deliveries that were just read and decides on each: `submitting`, or, for what must not leave any more (see
 * suppression-reason.ts, or too late), the status that says so.
 */
export async function planWindow<Outbound>(
  tx: Tx,
  line: Line<Outbound>,
  inHand: BatchInHand,
  due: readonly DueDelivery[],
): Promise<PlannedWindow<Outbound>> {
  const { batch } = inHand
  const planned: PlannedWindow<Outbound> = { intents: [], changes: [], window: { inHand, deliveries: [] } }
  const wordingOf = await compiledWordings(
    tx,
    batch.chainId,
    due.map(({ wordingId }) => wordingId),
  )
  const takenOver = new Set<string>()
  for (const delivery of due) {
    const wording = wordingOf(delivery.wordingId)
    const text = wording.render(delivery.params)
    const intent = onceOnly(intentOf(line.channel, delivery, text), delivery, takenOver)
    const change = figuresOf(inHand, delivery)
    planned.intents.push(intent)
    if (delivery.status !== intent.status) planned.changes.push({ ...change, from: delivery.status, to: intent.status })
    if (intent.status !== 'submitting') continue
    const outbound = line.outboundOf({
      clientRef: clientRefOf({ chainId: batch.chainId, month: batch.month, deliveryId: delivery.deliveryId }),
      address: delivery.address,
      senderName: senderInForce(batch.senderName, batch.senderNames, delivery.country),
      chainName: wording.chainName,
      language: delivery.language,
      text,
      validUntil: new Date(delivery.validUntilMilliseconds),
    })
    planned.window.deliveries.push({ change, outbound, outcome: null })
  }
  return planned
}

/** What is left of a plan when only some of its deliveries could be taken hold of. */
export function onlyTaken<Outbound>(
  { intents, changes, window }: PlannedWindow<Outbound>,
  taken: ReadonlySet<string>,
): PlannedWindow<Outbound> {
  return {
    intents: intents.filter(({ deliveryId }) => taken.has(deliveryId)),
    changes: changes.filter(({ deliveryId }) => taken.has(deliveryId)),
    window: { ...window, deliveries: window.deliveries.filter(({ change }) => taken.has(change.deliveryId)) },
  }
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
  if (delivery.refusesDebts && namesDebt(text)) return 'opted_out'
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
