import { sweepDeliveries } from '#lib/deliveries/sweep.ts'
import type { Handler } from '#worker/handle.ts'
import { handle } from '#worker/handle.ts'
import { startLoop } from '#worker/loop.ts'

const IDLE_SECONDS = 10

const startSweep: Handler = async (boss, stopping) => {
  const round = async () => ({ waitSeconds: (await sweepDeliveries()) > 0 ? 0 : IDLE_SECONDS })
  const loop = startLoop('sweep', round, stopping)
  await handle('deliveries.sweep', async () => loop.wake())(boss, stopping)
}

export const deliveryHandlers: Handler[] = [startSweep]
