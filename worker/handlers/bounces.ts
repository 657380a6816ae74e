import { once } from 'node:events'
import type { SMTPServer } from 'smtp-server'

import { createReceiptIntake } from '#lib/deliveries/receipt-intake.ts'
import { readHookAccounts } from '#lib/providers/hook-accounts.ts'
import type { OnReceipt } from '#lib/providers/provider.ts'
import { createBounceListener } from '#lib/providers/smtp/bounce-listener.ts'
import { env } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'
import type { Handler } from '#worker/handle.ts'
import { wakeReceipts } from '#worker/handlers/receipts.ts'
import { startLoop } from '#worker/loop.ts'

/** How soon a new account is known, and how soon a freed port is taken. */
const LOOK_SECONDS = 5

type Account = { name: string; bounces: string; onReceipt: OnReceipt }

const startBounces: Handler = async (_boss, stopping) => {
  const port = env().BOUNCES_PORT
  if (port === undefined) return
  let accounts: Account[] = []
  const server = createBounceListener({
    accountsOf: (bounces) => accounts.filter((account) => account.bounces === bounces),
  })
  let toldTaken = false

  const round = async () => {
    accounts = await refreshed(accounts)
    if (!server.server.listening) {
      const problem = await listen(server, port)
      if (problem === null) log.info('listening for letters that come back', { port })
      else if (!toldTaken) log.info('another listens for letters that come back', { port, reason: problem })
      toldTaken = problem !== null
    }
    return { waitSeconds: LOOK_SECONDS }
  }
  startLoop('bounces', round, stopping, () => new Promise<void>((resolve) => server.close(resolve)))
}

export const bounceHandlers: Handler[] = [startBounces]

async function refreshed(known: readonly Account[]): Promise<Account[]> {
  return (await readHookAccounts()).flatMap(({ name, transport }) => {
    if (transport.kind !== 'smtp' || transport.bounces === null) return []
    const onReceipt =
      known.find((account) => account.name === name)?.onReceipt ?? createReceiptIntake(name, wakeReceipts)
    return [{ name, bounces: transport.bounces, onReceipt }]
  })
}

/** Null when it listens, else why not: of several workers on one machine only one can. */
async function listen({ server }: SMTPServer, port: number): Promise<string | null> {
  server.listen(port)
  try {
    await once(server, 'listening')
    return null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}
