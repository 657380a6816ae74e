import { fork } from 'node:child_process'
import { once } from 'node:events'

import type { OraclePorts, OracleSays } from '#scripts/faults/oracle/main.ts'

export type Oracle = {
  ports: OraclePorts
  /** Rejects when it ends by itself. */
  failed: Promise<never>
  /** Receipts that no worker has confirmed yet. */
  waiting(): Promise<number>
  stop(): Promise<void>
}

/** Starts the oracle in a process of its own. It outlives every worker and every crash of the database. */
export async function startOracle(options: {
  logFile: string
  seed: number
  faults: number
  /** Receipts over HTTP are signed with it. */
  secret: string
}): Promise<Oracle> {
  const { logFile, seed, faults, secret } = options
  const child = fork('scripts/faults/oracle/main.ts', [logFile, String(seed), String(faults), secret])
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the oracle ended with ${code}`)
  })
  failed.catch(() => {})
  const hear = async (): Promise<OracleSays> => {
    const [said] = await Promise.race([once(child, 'message'), failed])
    return said as OracleSays
  }
  const first = await hear()
  if (!('ports' in first)) throw new Error('the oracle said something else first')
  return {
    ports: first.ports,
    failed,
    async waiting() {
      child.send('how many wait?')
      const said = await hear()
      return 'waiting' in said ? said.waiting : 0
    },
    async stop() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
