import type { Tx } from '#db/client.ts'
import { addProviderMinutes } from '#db/queries/provider-minutes.ts'
import type { DueReceipt, PartReport, ReceiptMove } from '#db/queries/receipts.ts'
import {
  adoptRefs,
  findHolds,
  findPartReports,
  finishReceipts,
  postponeReceipts,
  setAsideFirstReceipt,
  takeDueReceipts,
  writeReceiptMoves,
} from '#db/queries/receipts.ts'
import { parseClientRef } from '#lib/core/client-ref.ts'
import { moneyMove } from '#lib/core/delivery-money.ts'
import { receiptApplies } from '#lib/core/delivery-status.ts'
import type { StatusChange } from '#lib/core/status-change.ts'
import { textFate } from '#lib/core/text-fate.ts'
import { aroundBadRows } from '#lib/deliveries/around-bad-rows.ts'
import { arrivalsByMinute } from '#lib/deliveries/arrivals.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { log } from '#lib/runtime/log.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const RECEIPTS_A_STEP = 2000
/** A receipt whose reference is not ours by then belongs to nobody. */
const KEEP_HOURS = 72

type Matched = DueReceipt & { delivery: NonNullable<DueReceipt['delivery']> }

/**
 * Acts on the receipts whose turn it is, whatever order they came in: a delivery only ever rises in rank, a late *delivered*
 * wins, and what is reported before we know the reference waits. One transaction, unless a receipt among them cannot be applied: then
 * that one is put aside and the others are not kept from it.
 *
 * @returns how many receipts it looked at; none means that there are no more
 */
export async function applyReceipts(limit = RECEIPTS_A_STEP): Promise<number> {
  return aroundBadRows({ limit, step: applyAtOnce, skip: setAsideReceipt })
}

async function applyAtOnce(limit: number): Promise<number> {
  return asWorker(async (tx) => {
    const due = await takeDueReceipts(tx, limit)
    if (due.length === 0) return 0
    const matched = due.filter((receipt): receipt is Matched => receipt.delivery !== null)

    const moves = await movesOf(tx, matched)
    const written = await writeReceiptMoves(tx, moves)
    await settle(
      tx,
      await changesOf(
        tx,
        matched,
        moves.filter(({ key }) => written.has(key.deliveryId)),
      ),
    )

    // Somebody else changed a delivery at this very moment: its receipts are looked at again.
    const overtaken = new Set(moves.map(({ key }) => key.deliveryId).filter((id) => !written.has(id)))
    const done = matched.filter(({ delivery }) => !overtaken.has(delivery.deliveryId))
    await finishReceipts(tx, idsOf(done))
    await keepWaiting(
      tx,
      due.filter(({ delivery }) => delivery === null),
    )
    await addProviderMinutes(tx, arrivalsByMinute(arrivalsOf(matched, moves, written)))
    passStep('receipts.applied')
    return due.length
  })
}

async function setAsideReceipt(error: unknown): Promise<void> {
  const receipt = await asWorker(setAsideFirstReceipt)
  log.error('a receipt could not be applied and is put aside', error, {
    provider: receipt?.provider,
    name: receipt?.receiptId,
    attempt: receipt?.failures,
  })
}

/** Texts of which it is now known whether they arrived, with the moments that say how long it took. */
function arrivalsOf(matched: readonly Matched[], moves: readonly ReceiptMove[], written: ReadonlySet<string>) {
  const fates = new Map(
    moves.filter(({ key }) => written.has(key.deliveryId)).map(({ key, to }) => [key.deliveryId, to]),
  )
  return matched.flatMap(({ provider, delivery, acceptedMilliseconds, receivedMilliseconds }) => {
    const to = fates.get(delivery.deliveryId)
    fates.delete(delivery.deliveryId) // of the receipts of its parts one speaks for the text
    return to && acceptedMilliseconds !== null ? [{ provider, to, acceptedMilliseconds, receivedMilliseconds }] : []
  })
}

async function movesOf(tx: Tx, matched: readonly Matched[]): Promise<ReceiptMove[]> {
  const inParts = matched.filter(({ parts }) => parts !== null && parts > 1)
  const reports = new Map<string, Pick<PartReport, 'part' | 'status'>[]>()
  const note = (deliveryId: string, report: Pick<PartReport, 'part' | 'status'>) => {
    const noted = reports.get(deliveryId)
    if (noted) noted.push(report)
    else reports.set(deliveryId, [report])
  }
  for (const { delivery, parts, status } of matched) if (parts === 1) note(delivery.deliveryId, { part: 1, status })
  if (inParts.length > 0) {
    const ids = [...new Set(inParts.map(({ delivery }) => delivery.deliveryId))]
    for (const { deliveryId, ...report } of await findPartReports(tx, ids)) note(deliveryId, report)
  }

  const moves = new Map<string, ReceiptMove>()
  for (const { delivery, parts } of matched) {
    const { deliveryId, chainId, month, status: from } = delivery
    const to = textFate(reports.get(deliveryId) ?? [], parts ?? 1)
    if (to && receiptApplies(from, to)) moves.set(deliveryId, { key: { chainId, month, deliveryId }, from, to })
  }
  return [...moves.values()]
}

/** Money moves only for a text that was in doubt, and for one whose price depends on its arrival; its hold is looked up. */
async function changesOf(tx: Tx, matched: readonly Matched[], moves: readonly ReceiptMove[]): Promise<StatusChange[]> {
  const deliveries = new Map(matched.map(({ delivery }) => [delivery.deliveryId, delivery]))
  const moved = moves.filter(({ key, from, to }) => moneyMove(from, to, deliveries.get(key.deliveryId)) !== null)
  const keys = moved.map(({ key }) => key)
  const holds = keys.length > 0 ? await findHolds(tx, keys) : new Map<string, string | null>()
  return moves.flatMap(({ key: { deliveryId }, from, to }) => {
    const delivery = deliveries.get(deliveryId)
    return delivery ? [{ ...delivery, holdId: holds.get(deliveryId) ?? null, from, to }] : []
  })
}

/** A receipt that echoes our own reference finds a text whose answer was lost; the rest waits for a reference of ours. */
async function keepWaiting(tx: Tx, unmatched: readonly DueReceipt[]): Promise<void> {
  if (unmatched.length === 0) return
  const echoes = unmatched.flatMap(({ provider, ref, clientRef }) => {
    const key = clientRef === null ? null : parseClientRef(clientRef)
    return key ? [{ provider, ref, key }] : []
  })
  const adopted = echoes.length > 0 ? await adoptRefs(tx, echoes) : new Set<string>()
  const waiting = unmatched.filter(({ ref }) => !adopted.has(ref))
  if (waiting.length > 0) await postponeReceipts(tx, idsOf(waiting), KEEP_HOURS)
}

function idsOf(receipts: readonly DueReceipt[]): string[] {
  return receipts.map(({ receiptId }) => receiptId)
}
