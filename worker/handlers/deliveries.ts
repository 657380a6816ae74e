import { tidyTurns } from '#db/queries/claims.ts'
import { expireUnreported } from '#lib/deliveries/expire-unreported.ts'
import { sweepDeliveries } from '#lib/deliveries/sweep.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import type { Handler } from '#worker/handle.ts'
import { handle } from '#worker/handle.ts'
import { startLoop } from '#worker/loop.ts'

const IDLE_SECONDS = 10

const startSweep: Handler = async (boss, stopping) => {
  const round = async () => {
    if ((await sweepDeliveries()) + (await expireUnreported()) > 0) return { waitSeconds: 0 }
    await asWorker(tidyTurns)
    return { waitSeconds: IDLE_SECONDS }
  }
  const loop = startLoop('sweep', round, stopping)
  await handle('deliveries.sweep', async () => loop.wake())(boss, stopping)
}

export const deliveryHandlers: Handler[] = [startSweep]
