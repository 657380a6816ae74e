import type { ProviderMinute } from '#db/queries/provider-minutes.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { LATENCY_PLACES, latencyPlace, SLOW_SECONDS } from '#lib/core/latency.ts'

const MINUTE_MILLISECONDS = 60_000

export type Arrival = {
  provider: string
  to: DeliveryStatus
  acceptedMilliseconds: number
  receivedMilliseconds: number
}

/** What receipts say of their providers: how many texts arrived and how fast, by the minute in which they had been accepted. */
export function arrivalsByMinute(arrivals: readonly Arrival[]): ProviderMinute[] {
  const minutes = new Map<string, ProviderMinute>()
  for (const { provider: name, to, acceptedMilliseconds, receivedMilliseconds } of arrivals) {
    if (to === 'accepted') continue
    const begins = acceptedMilliseconds - (acceptedMilliseconds % MINUTE_MILLISECONDS)
    const minute = minutes.get(`${name} ${begins}`) ?? emptyMinute(name, begins)
    minutes.set(`${name} ${begins}`, minute)
    if (to !== 'delivered') {
      minute.failed += 1
      continue
    }
    const seconds = (receivedMilliseconds - acceptedMilliseconds) / 1000
    const place = latencyPlace(seconds)
    minute.delivered += 1
    minute.slow += Number(seconds > SLOW_SECONDS)
    minute.latencies[place] = (minute.latencies[place] ?? 0) + 1
  }
  return [...minutes.values()]
}

export function emptyMinute(name: string, minute: number): ProviderMinute {
  const latencies = new Array<number>(LATENCY_PLACES).fill(0)
  return { name, minute, accepted: 0, rejected: 0, notSent: 0, inDoubt: 0, delivered: 0, failed: 0, slow: 0, latencies }
}
