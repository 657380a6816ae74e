import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { lanesFor } from '#lib/deliveries/lanes.ts'
import type { Line } from '#lib/deliveries/line.ts'
import { emailLine, smsLine } from '#lib/deliveries/line.ts'
import { createReceiptIntake } from '#lib/deliveries/receipt-intake.ts'
import { openEmailProvider, openSmsProvider } from '#lib/providers/registry.ts'
import type { EmailTransport, SmsTransport } from '#lib/providers/transport.ts'
import { parseTransport } from '#lib/providers/transport.ts'
import { env } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'
import type { Handler } from '#worker/handle.ts'
import { handle } from '#worker/handle.ts'
import { wakeReceipts } from '#worker/handlers/receipts.ts'
import type { Loop } from '#worker/loop.ts'
import { startLoop } from '#worker/loop.ts'

// pg-boss only rings: lanes look for batches by themselves every few seconds, so that nothing waits for a job that was lost.

const IDLE_SECONDS = 2
const FIRST_TROUBLE_SECONDS = 1
const LONGEST_TROUBLE_SECONDS = 60

const startHandOver: Handler = async (boss, stopping) => {
  const seat = (name: string) => ({ name, onReceipt: createReceiptIntake(name, wakeReceipts), onReply: async () => {} })
  const smsTransport = parseTransport(env().SMS_TRANSPORT) as SmsTransport
  const emailTransport = parseTransport(env().EMAIL_TRANSPORT) as EmailTransport
  const sms = await openSmsProvider(smsTransport, seat(smsTransport.kind))
  const email = await openEmailProvider(emailTransport, seat(emailTransport.kind))
  const loops = { sms: startLanes(smsLine(sms), stopping), email: startLanes(emailLine(email), stopping) }
  const wake = handle('batches.hand-over', async (_ctx, { channel }) => {
    for (const loop of loops[channel]) loop.wake()
  })
  await wake(boss, stopping)
}

export const batchHandlers: Handler[] = [startHandOver]

function startLanes<Outbound>(line: Line<Outbound>, stopping: AbortSignal): Loop[] {
  const { WORKER_CONCURRENCY, LEASE_SECONDS: leaseSeconds } = env()
  const { lanes, windowSize } = lanesFor(line.provider.windowSize, WORKER_CONCURRENCY)
  let open = lanes
  return Array.from({ length: lanes }, () => {
    let troubles = 0
    const round = async () => {
      const { sent, idle, troubled } = await handOverBatches({ line, windowSize, leaseSeconds, stopping })
      if (sent > 0)
        log.info('texts were handed over', { channel: line.channel, provider: line.provider.name, count: sent })
      troubles = troubled ? troubles + 1 : 0
      if (troubled)
        return { waitSeconds: Math.min(FIRST_TROUBLE_SECONDS * 2 ** (troubles - 1), LONGEST_TROUBLE_SECONDS) }
      return { waitSeconds: idle ? IDLE_SECONDS : 0 }
    }
    const closeAfterLast = async () => {
      open -= 1
      if (open === 0) await line.provider.close()
    }
    return startLoop(`hand-over ${line.channel}`, round, stopping, closeAfterLast)
  })
}
