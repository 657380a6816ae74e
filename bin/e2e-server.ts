import { fork } from 'node:child_process'
import { chmodSync, createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { env } from '#lib/runtime/env.ts'
import { logFile, requestsFile } from '#tests/e2e-files.ts'
import { startStripeFake } from '#tests/stripe-fake.ts'

// What the browser tests run against: `npm start` itself, on an empty data folder, with a database of its own and nothing
// that leaves the machine.

const { DATA_FOLDER } = env()

clear()
mkdirSync(DATA_FOLDER, { recursive: true })
chmodSync(DATA_FOLDER, 0o755)
await startStripeFake() // its keys are in this process's environment, which the portal gets
const settings = {
  DATABASE_URL: '',
  PUBLIC_URL: '',
  SECRET: '',
  SMS_TRANSPORT: 'sandbox',
  EMAIL_TRANSPORT: 'sandbox',
  LETTERS_SMTP: '',
  LOG_LEVEL: 'info',
}
rmSync(requestsFile(), { force: true })
const recorder = pathToFileURL('tests/record-requests.mjs').href
const recording = {
  REQUESTS_FILE: requestsFile(),
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${recorder}`,
}
const portal = fork('bin/start.ts', {
  env: { ...process.env, ...settings, ...recording },
  stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
})
// Kept whole for e2e/canary.ts, and passed on to whoever watches.
const logged = createWriteStream(logFile())
for (const [from, to] of [
  [portal.stdout, process.stdout],
  [portal.stderr, process.stderr],
] as const) {
  from?.pipe(logged, { end: false })
  from?.pipe(to)
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => portal.kill(signal))
portal.once('exit', (code) => {
  clear()
  process.exit(code ?? 1)
})

function clear(): void {
  try {
    const databaseFolder = readFileSync(join(DATA_FOLDER, 'database-folder'), 'utf8').trim()
    rmSync(databaseFolder, { recursive: true, force: true })
  } catch {
    // there was none
  }
  rmSync(DATA_FOLDER, { recursive: true, force: true })
}
