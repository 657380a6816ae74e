import { once } from 'node:events'
import type { SMTPServer } from 'smtp-server'

import { createReceiptIntake } from '#lib/deliveries/receipt-intake.ts'
import type { OnReceipt } from '#lib/providers/provider.ts'
import { readBounceCertificate } from '#lib/providers/smtp/bounce-certificate.ts'
import { createBounceListener } from '#lib/providers/smtp/bounce-listener.ts'
import { createRenewal } from '#lib/providers/smtp/renew-certificate.ts'
import { env } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'
import { knownAccounts } from '#worker/accounts.ts'
import type { Handler } from '#worker/handle.ts'
import { wakeReceipts } from '#worker/handlers/receipts.ts'
import { startLoop } from '#worker/loop.ts'

/** How soon a port is taken that another worker has let go. */
const LOOK_SECONDS = 5

const startBounces: Handler = async (_boss, stopping) => {
  const port = env().BOUNCES_PORT
  if (port === undefined) return
  const certificate = readBounceCertificate(env())
  const server = createBounceListener({ accountsOf: createAccountsOf(), certificate })
  const renew = createRenewal(server, certificate, () => readBounceCertificate(env()))
  let toldTaken = false

  const round = async () => {
    if (!server.server.listening) {
      const problem = await listen(server, port)
      if (problem === null) log.info('listening for letters that come back', { port })
      else if (!toldTaken) log.info('another listens for letters that come back', { port, reason: problem })
      toldTaken = problem !== null
    }
    renew()
    return { waitSeconds: LOOK_SECONDS }
  }
  startLoop('bounces', round, stopping, () => new Promise<void>((resolve) => server.close(resolve)))
}

export const bounceHandlers: Handler[] = [startBounces]

function createAccountsOf(): (bounces: string) => { onReceipt: OnReceipt }[] {
  const intakes = new Map<string, OnReceipt>()
  return (bounces) =>
    [...knownAccounts()].flatMap(({ account: { name }, transport }) => {
      if (transport.kind !== 'smtp' || transport.bounces !== bounces) return []
      const onReceipt = intakes.get(name) ?? createReceiptIntake(name, wakeReceipts)
      intakes.set(name, onReceipt)
      return [{ onReceipt }]
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
