import { keepRetention } from '#lib/privacy/keep-retention.ts'
import { replayErasures } from '#lib/privacy/replay-erasures.ts'
import { handle } from '#worker/handle.ts'

export const privacyHandlers = [
  handle(
    'privacy.keep',
    async ({ now }, _payload, stopping) => {
      await replayErasures()
      await keepRetention(now, { stopping })
    },
    { byTheClock: true },
  ),
]
