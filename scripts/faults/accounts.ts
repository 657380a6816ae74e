import { setTimeout as pause } from 'node:timers/promises'

import { writeShares } from '#db/queries/provider-reports.ts'
import { addAccount } from '#lib/routing/add-account.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import type { OraclePorts } from '#scripts/faults/oracle/main.ts'
import { persistently } from '#scripts/faults/persistently.ts'
import { randomOf } from '#scripts/faults/random.ts'

/** Texts on the wire of an account at once; Messente takes half of them in one request, in each of two lanes. */
const WINDOWS = { smpp: 50, messente: 200, kannel: 50, smtp: 20 }
const SMS_ACCOUNTS = ['smpp', 'messente', 'kannel'] as const
const POINTS = 100
/** Of every so many deals one gives all to one account. */
const ALL_TO_ONE = 0.2
const DEAL_MS = { least: 3_000, most: 12_000 }

/** An account with each front of the oracle; receipts over HTTP are to come to `inboundPort`, signed with `secret`. */
export async function addAccounts(ports: OraclePorts, inboundPort: number, secret: string): Promise<void> {
  const hooks = `hook-secret=${secret}&hook-url=${encodeURIComponent(`http://127.0.0.1:${inboundPort}`)}`
  const addresses = {
    smpp: `smpp://faults:faults@127.0.0.1:${ports.smpp}?window=${WINDOWS.smpp}`,
    messente: `messente://faults:${secret}@127.0.0.1:${ports.messente}?window=${WINDOWS.messente}&${hooks}`,
    kannel: `kannel://faults:faults@127.0.0.1:${ports.kannel}?window=${WINDOWS.kannel}&${hooks}`,
    smtp: `smtp://127.0.0.1:${ports.smtp}?from=clinic@faults.example&window=${WINDOWS.smtp}`,
  }
  for (const [name, address] of Object.entries(addresses)) await addAccount({ name, address })
}

/**
 * Deals the SMS traffic out among the accounts, again and again until `calm`: now each has some, now one has all, as happens when they
 * slow down and recover. What is down meanwhile the workers move away themselves.
 */
export async function dealTraffic(seed: number, calm: AbortSignal): Promise<void> {
  const random = randomOf(seed, 'traffic')
  while (!calm.aborted) {
    const order = SMS_ACCOUNTS.toSorted(() => random.next() - 0.5)
    const first = random.happens(ALL_TO_ONE) ? POINTS : random.whole(POINTS * 0.3, POINTS * 0.6)
    const second = Math.round((POINTS - first) / 2)
    const points = [first, second, POINTS - first - second]
    const shares = new Map(order.map((name, place) => [name, points[place] ?? 0]))
    await persistently(() => asWorker((tx) => writeShares(tx, shares, 'slow')))
    await pause(random.whole(DEAL_MS.least, DEAL_MS.most), undefined, { signal: calm }).catch(() => {})
  }
}
