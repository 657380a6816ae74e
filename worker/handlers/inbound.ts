import { once } from 'node:events'
import type { Server } from 'node:http'

import { createReceiptIntake } from '#lib/deliveries/receipt-intake.ts'
import { hooksOf, readHookAccounts } from '#lib/providers/hook-accounts.ts'
import { createReplyIntake } from '#lib/replies/intake.ts'
import { env } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'
import type { Handler } from '#worker/handle.ts'
import { wakeReceipts } from '#worker/handlers/receipts.ts'
import { wakeReplies } from '#worker/handlers/replies.ts'
import type { InboundAccount } from '#worker/inbound.ts'
import { createInboundServer } from '#worker/inbound.ts'
import { startLoop } from '#worker/loop.ts'

// Loopback only: the web process, or a reverse proxy of this machine, hands on what comes to /hooks/….
const HOST = '127.0.0.1'
/** How soon a new account is known, and how soon a freed port is taken. */
const LOOK_SECONDS = 5
const END_MILLISECONDS = 5_000

const startInbound: Handler = async (_boss, stopping) => {
  const { INBOUND_PORT, TRUSTED_PROXIES } = env()
  const accounts = new Map<string, InboundAccount>()
  const server = createInboundServer({ accountOf: (name) => accounts.get(name), trustedProxies: TRUSTED_PROXIES })
  let toldTaken = false

  const round = async () => {
    await refresh(accounts)
    if (!server.listening) {
      const problem = await listen(server, INBOUND_PORT)
      if (problem === null) log.info('listening for receipts and replies', { port: INBOUND_PORT })
      else if (!toldTaken)
        log.info('another listens for receipts and replies here', { port: INBOUND_PORT, reason: problem })
      toldTaken = problem !== null
    }
    return { waitSeconds: LOOK_SECONDS }
  }
  startLoop('inbound', round, stopping, () => close(server))
}

export const inboundHandlers: Handler[] = [startInbound]

/** An account keeps its intake for as long as the worker runs: what comes together is stored together. */
async function refresh(accounts: Map<string, InboundAccount>): Promise<void> {
  const read = await readHookAccounts()
  for (const name of accounts.keys()) if (!read.some((account) => account.name === name)) accounts.delete(name)
  for (const { name, transport } of read) {
    const hooks = hooksOf(transport.kind)
    if (!hooks) continue
    const known = accounts.get(name)
    const onReceipt = known?.onReceipt ?? createReceiptIntake(name, wakeReceipts)
    const onReply = known?.onReply ?? createReplyIntake(name, wakeReplies)
    accounts.set(name, { hooks, transport, onReceipt, onReply })
  }
}

/** Null when it listens, else why not: of several workers on one machine only one can. */
async function listen(server: Server, port: number): Promise<string | null> {
  server.listen(port, HOST)
  try {
    await once(server, 'listening')
    return null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}

/** Requests in hand are answered; connections that only wait are closed. */
async function close(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), END_MILLISECONDS)
  await closed
  clearTimeout(timer)
}
