import type { ProviderAccount } from '#db/queries/provider-accounts.ts'
import type { ProviderMinute } from '#db/queries/provider-minutes.ts'
import type { ProviderReport } from '#db/queries/provider-reports.ts'
import { accountGate } from '#lib/deliveries/gate.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { lanesFor } from '#lib/deliveries/lanes.ts'
import type { Line } from '#lib/deliveries/line.ts'
import { emailLine, smsLine } from '#lib/deliveries/line.ts'
import { createReceiptIntake } from '#lib/deliveries/receipt-intake.ts'
import { openEmailProvider, openSmsProvider } from '#lib/providers/registry.ts'
import type { EmailTransport, SmsTransport, Transport } from '#lib/providers/transport.ts'
import { createReplyIntake } from '#lib/replies/intake.ts'
import { createTally } from '#lib/routing/tally.ts'
import { env } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'
import { askAboutDoubts } from '#worker/handlers/look-ups.ts'
import { wakeReceipts } from '#worker/handlers/receipts.ts'
import { wakeReplies } from '#worker/handlers/replies.ts'
import { startLoop } from '#worker/loop.ts'

const IDLE_SECONDS = 2

export type OpenAccount = {
  channel: ProviderAccount['channel']
  wake(): void
  /** Takes over what may change while it is open: its rate. */
  update(account: ProviderAccount): void
  report(): Omit<ProviderReport, 'name'>
  takeMinutes(): ProviderMinute[]
  /** Takes no more batches; `ended` resolves when what was on the wire is answered and the connection closed. */
  leave(): void
  ended: Promise<void>
}

/** Connects to an account's provider and hands batches over to it, in lanes side by side, until it is left or the worker ends. */
export async function openAccount(
  account: ProviderAccount,
  transport: Transport,
  stopping: AbortSignal,
): Promise<OpenAccount> {
  const { name, channel } = account
  const seat = {
    name,
    onReceipt: createReceiptIntake(name, wakeReceipts),
    onReply: createReplyIntake(name, wakeReplies),
  }
  if (channel === 'sms') {
    return startLanes(account, smsLine(await openSmsProvider(transport as SmsTransport, seat)), stopping)
  }
  return startLanes(account, emailLine(await openEmailProvider(transport as EmailTransport, seat)), stopping)
}

function startLanes<Outbound>(account: ProviderAccount, line: Line<Outbound>, stopping: AbortSignal): OpenAccount {
  const { name, channel } = account
  const { WORKER_CONCURRENCY, LEASE_SECONDS: leaseSeconds } = env()
  const { provider } = line
  const { lanes, windowSize } = lanesFor(provider.windowSize, WORKER_CONCURRENCY)
  const leaving = new AbortController()
  const leave = AbortSignal.any([stopping, leaving.signal])
  const tally = createTally(name)
  let { ratePerSecond } = account
  const gate = accountGate({ name, windowSize, lanes, ratePerSecond: () => ratePerSecond }, provider, tally.note)
  const stopAsking = askAboutDoubts(provider)

  const round = async () => {
    const { sent, idle } = await handOverBatches({ line, windowSize, leaseSeconds, gate, stopping: leave })
    if (sent > 0) log.info('texts were handed over', { channel, provider: name, count: sent })
    const waitSeconds = gate.breaker.waitMilliseconds() / 1000
    return { waitSeconds: waitSeconds > 0 || !idle ? waitSeconds : IDLE_SECONDS }
  }
  const ends = Promise.withResolvers<void>()
  let open = lanes
  const closeAfterLast = async () => {
    open -= 1
    if (open > 0) return
    stopAsking()
    await provider.close().finally(ends.resolve)
  }
  const loops = Array.from({ length: lanes }, () => startLoop(`hand-over ${name}`, round, leave, closeAfterLast))

  return {
    channel,
    wake: () => {
      for (const loop of loops) loop.wake()
    },
    update: (changed) => {
      ratePerSecond = changed.ratePerSecond
    },
    report() {
      const { state, detailCode: detail, since } = provider.health()
      return { state, detail, since, troubledSince: gate.breaker.troubledSince(), lastOkAt: tally.lastOkAt() }
    },
    takeMinutes: tally.take,
    leave: () => leaving.abort(),
    ended: ends.promise,
  }
}
