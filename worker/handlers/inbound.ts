import { once } from 'node:events'
import type { Server } from 'node:http'

import { createReceiptIntake } from '#lib/deliveries/receipt-intake.ts'
import { hooksOf } from '#lib/providers/hooks-of.ts'
import { createReplyIntake } from '#lib/replies/intake.ts'
import { env } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'
import { knownAccount } from '#worker/accounts.ts'
import type { Handler } from '#worker/handle.ts'
import { wakeReceipts } from '#worker/handlers/receipts.ts'
import { wakeReplies } from '#worker/handlers/replies.ts'
import type { InboundAccount } from '#worker/inbound.ts'
import { createInboundServer } from '#worker/inbound.ts'
import { startLoop } from '#worker/loop.ts'

// Loopback only: the web process, or a reverse proxy of this machine, hands on what comes to /hooks/….
const HOST = '127.0.0.1'
/** How soon a port is taken that another worker has let go. */
const LOOK_SECONDS = 5
const END_MILLISECONDS = 5_000

const startInbound: Handler = async (_boss, stopping) => {
  const { INBOUND_PORT, TRUSTED_PROXIES } = env()
  const server = createInboundServer({ accountOf: createAccountOf(), trustedProxies: TRUSTED_PROXIES })
  let toldTaken = false

  const round = async () => {
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
function createAccountOf(): (name: string) => InboundAccount | undefined {
  const met = new Map<string, InboundAccount>()
  return (name) => {
    const known = knownAccount(name)
    const hooks = known && hooksOf(known.transport.kind)
    if (!hooks) return undefined
    const before = met.get(name)
    if (before?.transport === known.transport) return before
    const account: InboundAccount = {
      hooks,
      transport: known.transport,
      onReceipt: before?.onReceipt ?? createReceiptIntake(name, wakeReceipts),
      onReply: before?.onReply ?? createReplyIntake(name, wakeReplies),
    }
    met.set(name, account)
    return account
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
