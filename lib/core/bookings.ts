import type { MoneyMove } from '#lib/core/delivery-money.ts'
import { moneyMove } from '#lib/core/delivery-money.ts'
import type { ChangeSum } from '#lib/core/status-change.ts'

/** Money that moves out of a hold, or back; the same fact is booked once. */
export type Booking = {
  chainId: string
  holdId: string
  kind: MoneyMove
  amountMicro: number
  factKey: string
}

/** One booking per hold and direction, in the order of chains. Each happens once to a delivery, so its id names the fact. */
export function bookingsOf(sums: readonly ChangeSum[]): Booking[] {
  const bookings = new Map<string, Booking>()
  for (const { chainId, holdId, firstDeliveryId, costMicro, from, to, freeIfUndelivered } of sums) {
    const kind = moneyMove(from, to, { freeIfUndelivered })
    if (kind === null || costMicro === 0) continue
    if (holdId === null) throw new Error(`delivery ${firstDeliveryId} has a price and no hold`)
    const key = `${chainId} ${holdId} ${kind}`
    const booking = bookings.get(key)
    if (booking) booking.amountMicro += costMicro
    else bookings.set(key, { chainId, holdId, kind, amountMicro: costMicro, factKey: `${kind} ${firstDeliveryId}` })
  }
  return [...bookings.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, booking]) => booking)
}
