import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

import { freePort } from '#bin/ports.ts'
import { WORKER } from '#bin/process-commands.ts'

const READY = 'the worker is ready'
const KILOBYTE = 1024
const STANDARD_ERROR = 2
const LEVEL_OF_ERRORS = 50
/** Longer than a worker may take to end what it has in hand. */
const STOP_MILLISECONDS = 40_000

export type BenchWorker = {
  /** Ends it as an operator would. @returns the most memory it ever had resident, in megabytes */
  stop(): Promise<number>
}

/** Starts a worker of the portal, the very process that `npm start` starts, and resolves when it is ready. */
export async function startWorker(settings: Record<string, string>): Promise<BenchWorker> {
  const port = await freePort('127.0.0.1')
  const child = spawn(process.execPath, ['--import', './scripts/bench/report-memory.mjs', ...WORKER], {
    env: { ...process.env, INBOUND_PORT: String(port), ...settings },
    // The channel ends it when this process is gone.
    stdio: ['ignore', 'pipe', STANDARD_ERROR, 'pipe', 'ipc'],
  })
  const memory = text(child.stdio[3] as Readable)
  const gone = once(child, 'exit')
  const ready = Promise.withResolvers<void>()
  createInterface({ input: child.stdout as Readable }).on('line', (line) => {
    if (line.includes(READY)) ready.resolve()
    else if (isError(line)) process.stderr.write(`${line}\n`)
  })
  await Promise.race([ready.promise, gone.then(() => Promise.reject(new Error('the worker ended by itself')))])
  return {
    async stop() {
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS)
      child.kill('SIGTERM')
      await gone
      clearTimeout(late)
      return Number(await memory) / KILOBYTE
    },
  }
}

function isError(line: string): boolean {
  const level = Number(/"level":(\d+)/.exec(line)?.[1] ?? 0)
  return level >= LEVEL_OF_ERRORS
}
