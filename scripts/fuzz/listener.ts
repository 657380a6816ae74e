import type { AddressInfo } from 'node:net'

import { createReceiptIntake } from '#lib/deliveries/receipt-intake.ts'
import { hooksOf } from '#lib/providers/hooks-of.ts'
import { parseTransport } from '#lib/providers/transport.ts'
import { createReplyIntake } from '#lib/replies/intake.ts'
import { ACCOUNTS } from '#scripts/fuzz/requests.ts'
import type { InboundAccount } from '#worker/inbound.ts'
import { createInboundServer } from '#worker/inbound.ts'

/** The worker's listener with two accounts, on a free port, storing what is true in the database of DATABASE_URL. */
export async function startListener(): Promise<{ port: number; stop(): Promise<void> }> {
  const accounts = new Map<string, InboundAccount>()
  for (const [name, address] of Object.entries(ACCOUNTS)) {
    const transport = parseTransport(address)
    const hooks = hooksOf(transport.kind)
    if (!hooks) throw new Error(`${name} has no hooks`)
    accounts.set(name, {
      hooks,
      transport,
      onReceipt: createReceiptIntake(name, () => {}),
      onReply: createReplyIntake(name, () => {}),
    })
  }
  const server = createInboundServer({ accountOf: (name) => accounts.get(name), trustedProxies: [] })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

// As a process of its own it tells its port, and its memory whenever it is asked.
if (process.send) {
  const { port } = await startListener()
  process.on('message', () => {
    global.gc?.()
    const { rss, heapUsed } = process.memoryUsage()
    process.send?.({ rssMegabytes: rss / 1_048_576, heapMegabytes: heapUsed / 1_048_576 })
  })
  process.on('disconnect', () => process.exit(0))
  process.send({ port })
}
