import type { Tx } from '#db/client.ts'
import { closeDoubts, openDoubts } from '#db/queries/doubts.ts'
import { insertIssues, moveCampaignCounts, moveDeliveryDays } from '#db/queries/status-changes.ts'
import { captureMoney } from '#lib/billing/capture.ts'
import { releaseMoney } from '#lib/billing/release.ts'
import { moneyMove } from '#lib/core/delivery-money.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { ChangeSum, StatusChange } from '#lib/core/status-change.ts'
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

type Booking = { chainId: string; holdId: string; kind: 'capture' | 'release'; amountMicro: number; factKey: string }

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

async function book(tx: Tx, { kind, ...booking }: Booking): Promise<void> {
  const booked = await (kind === 'capture' ? captureMoney(tx, booking) : releaseMoney(tx, booking))
  if (!booked) throw new Error(`money was booked before: ${booking.factKey}`)
}

/** One booking per hold and direction, in the order of chains. A delivery is paid or given back once, so its id names the fact. */
function bookingsOf(sums: readonly ChangeSum[]): Booking[] {
  const bookings = new Map<string, Booking>()
  for (const { chainId, holdId, firstDeliveryId, costMicro, from, to } of sums) {
    const kind = moneyMove(from, to)
    if (kind === null || costMicro === 0) continue
    if (holdId === null) throw new Error(`delivery ${firstDeliveryId} has a price and no hold`)
    const key = `${chainId} ${holdId} ${kind}`
    const booking = bookings.get(key)
    if (booking) booking.amountMicro += costMicro
    else bookings.set(key, { chainId, holdId, kind, amountMicro: costMicro, factKey: `${kind} ${firstDeliveryId}` })
  }
  return [...bookings.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, booking]) => booking)
}
