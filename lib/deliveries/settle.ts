import type { Tx } from '#db/client.ts'
import { closeDoubts, openDoubts } from '#db/queries/doubts.ts'
import { insertIssues, moveCampaignCounts, moveDeliveryDays } from '#db/queries/status-changes.ts'
import { captureMoney } from '#lib/billing/capture.ts'
import { rechargeMoney, refundMoney } from '#lib/billing/refund.ts'
import { releaseMoney } from '#lib/billing/release.ts'
import type { Booking } from '#lib/core/bookings.ts'
import { bookingsOf } from '#lib/core/bookings.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { StatusChange } from '#lib/core/status-change.ts'
import { sumChanges } from '#lib/core/status-change.ts'

const WORTH_A_LOOK: readonly DeliveryStatus[] = [
  'unknown',
  'undelivered',
  'expired',
  'rejected',
  'suppressed',
  'expired_unsent',
  'resent',
  'written_off',
]
const IN_DOUBT: readonly (DeliveryStatus | null)[] = ['unknown', 'resent']

/**
 * Books what changes of status mean: money spent or given back, counts, days, issues, doubts. Belongs into the transaction that made
 * the changes, as its last act: the rows of a campaign's figures are shared by all workers, and are held for a moment only.
 *
 * @throws when the price of one of these deliveries was booked before: then nothing of the transaction may stand
 */
export async function settle(tx: Tx, changes: readonly StatusChange[]): Promise<void> {
  if (changes.length === 0) return
  const sums = sumChanges(changes)
  await insertIssues(
    tx,
    changes.filter(({ to }) => WORTH_A_LOOK.includes(to)),
  )
  await openDoubts(
    tx,
    changes.filter(({ to }) => to === 'unknown'),
  )
  await closeDoubts(
    tx,
    changes.filter(({ from, to }) => IN_DOUBT.includes(from) && !IN_DOUBT.includes(to)),
  )
  // Sent together, so that the shared rows are not locked while answers travel.
  await Promise.all([
    ...bookingsOf(sums).map((booking) => book(tx, booking)),
    moveCampaignCounts(tx, sums),
    moveDeliveryDays(tx, sums),
  ])
}

const BOOK = { capture: captureMoney, release: releaseMoney, refund: refundMoney, recharge: rechargeMoney }

async function book(tx: Tx, { kind, ...booking }: Booking): Promise<void> {
  const booked = await BOOK[kind](tx, booking)
  if (!booked) throw new Error(`money was booked before: ${booking.factKey}`)
}
