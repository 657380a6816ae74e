import type { Tx } from '#db/client.ts'
import type { ProviderMinute } from '#db/queries/provider-minutes.ts'
import { addProviderMinutes } from '#db/queries/provider-minutes.ts'
import type { ProviderReport } from '#db/queries/provider-reports.ts'
import {
  drawProviderStates,
  readTraffic,
  tryDecidingOnTraffic,
  writeProviderReports,
  writeShares,
} from '#db/queries/provider-reports.ts'
import { decideShares } from '#lib/core/traffic-shares.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/**
 * Says what this worker makes of its providers and what became of its texts, and, unless another worker is just doing so, decides
 * who carries how much from now on. What is decided lies in the accounts' rows, where every claim reads it.
 */
export async function reportTraffic(
  workerId: string,
  reports: readonly ProviderReport[],
  minutes: readonly ProviderMinute[],
): Promise<void> {
  await asWorker(async (tx) => {
    await writeProviderReports(tx, workerId, reports)
    await addProviderMinutes(tx, minutes)
    if (await tryDecidingOnTraffic(tx)) await moveTraffic(tx)
  })
}

async function moveTraffic(tx: Tx): Promise<void> {
  await drawProviderStates(tx)
  for (const [channel, { providers, moved }] of await readTraffic(tx)) {
    const decision = decideShares(providers, moved)
    if (!decision) continue
    await writeShares(tx, decision.shares, decision.movedFor)
    for (const { name, share } of providers) {
      const now = decision.shares.get(name) ?? 0
      if (now !== share) {
        log.info('traffic was moved', { channel, provider: name, count: now, reason: decision.movedFor })
      }
    }
  }
}
