import { applyReceipts } from '#lib/deliveries/apply-receipts.ts'
import { sendSandboxReceipts } from '#lib/deliveries/send-sandbox-receipts.ts'
import type { Handler } from '#worker/handle.ts'
import { handle } from '#worker/handle.ts'
import type { Loop } from '#worker/loop.ts'
import { startLoop } from '#worker/loop.ts'

const IDLE_SECONDS = 1

let applying: Loop | undefined

/** Says that receipts have been stored; without it they are found within a second. */
export function wakeReceipts(): void {
  applying?.wake()
}

const startReceipts: Handler = async (boss, stopping) => {
  applying = startLoop(
    'receipts',
    async () => ({ waitSeconds: (await applyReceipts()) > 0 ? 0 : IDLE_SECONDS }),
    stopping,
  )
  startLoop('sandbox receipts', playSandbox, stopping)
  await handle('receipts.apply', async () => wakeReceipts())(boss, stopping)
}

async function playSandbox(): Promise<{ waitSeconds: number }> {
  const count = await sendSandboxReceipts()
  if (count === 0) return { waitSeconds: IDLE_SECONDS }
  wakeReceipts()
  return { waitSeconds: 0 }
}

export const receiptHandlers: Handler[] = [startReceipts]
