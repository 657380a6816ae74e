import { keepBatch } from '#db/queries/batches.ts'
import type { Window } from '#lib/deliveries/in-hand.ts'
import { persistently } from '#lib/deliveries/persistently.ts'
import type { Lane } from '#lib/deliveries/record-and-prepare.ts'
import { recordWhatIsOurs } from '#lib/deliveries/record-window.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/**
 * Writes what became of a window of which something cannot be written, by halves: one bad row must not leave hundreds of texts in
 * doubt. What fails alone stays `submitting`; its batch is set aside, and whoever takes that next calls it *unknown*.
 */
export async function recordPiecemeal<Outbound>(lane: Lane<Outbound>, window: Window<Outbound>): Promise<void> {
  const { inHand, deliveries } = window
  try {
    await persistently(lane.line.channel, () =>
      asWorker(async (tx) => {
        const status = await keepBatch(tx, inHand.batch, lane.leaseSeconds)
        if (status === null) inHand.lost = true
        else await settle(tx, await recordWhatIsOurs(tx, window, lane.line.provider.name))
      }),
    )
  } catch (error) {
    if (deliveries.length > 1) {
      const middle = Math.floor(deliveries.length / 2)
      await recordPiecemeal(lane, { inHand, deliveries: deliveries.slice(0, middle) })
      await recordPiecemeal(lane, { inHand, deliveries: deliveries.slice(middle) })
    } else {
      inHand.failed = true
      log.error('what became of a text could not be written', error, { deliveryId: deliveries[0]?.change.deliveryId })
    }
  }
}
