import { ensureFirstAccounts } from '#lib/routing/first-accounts.ts'
import { accountsEnded, keepAccounts, wakeAccounts } from '#worker/accounts.ts'
import type { Handler } from '#worker/handle.ts'
import { handle } from '#worker/handle.ts'
import { startLoop } from '#worker/loop.ts'
import { startTrialLanes } from '#worker/trial-lanes.ts'

// pg-boss only rings: lanes look for batches by themselves every few seconds, so that nothing waits for a job that was lost.

const LOOK_SECONDS = 2

const startHandOver: Handler = async (boss, stopping) => {
  await ensureFirstAccounts()
  await keepAccounts(stopping)
  const round = async () => {
    await keepAccounts(stopping)
    return { waitSeconds: LOOK_SECONDS }
  }
  startLoop('provider accounts', round, stopping, accountsEnded)
  const wakeTrials = startTrialLanes(stopping)
  const wake = (channel: 'sms' | 'email') => {
    wakeAccounts(channel)
    wakeTrials(channel)
  }
  await handle('batches.hand-over', async (_ctx, { channel }) => wake(channel))(boss, stopping)
}

export const batchHandlers: Handler[] = [startHandOver]
