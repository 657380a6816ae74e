import { setTimeout as pause } from 'node:timers/promises'

import { buildIfNeeded } from '#bin/build.ts'
import { demoSignIns } from '#bin/demo-people.ts'
import { claimDataFolder, forgetInstance, recordInstance } from '#bin/instance.ts'
import { keepRunning } from '#bin/keep-running.ts'
import { runPortalDatabase } from '#bin/portal-database.ts'
import { isFree } from '#bin/ports.ts'
import { postgresPlace } from '#bin/postgres-place.ts'
import { WEB, WORKER } from '#bin/process-commands.ts'
import { secretOfInstance } from '#bin/secret.ts'
import { migrate } from '#db/migrate.ts'
import { DEMO_NAME, readDemoState } from '#db/seed/demo-state.ts'
import { readBounceCertificate } from '#lib/providers/smtp/bounce-certificate.ts'
import { env, required, setEnv } from '#lib/runtime/env.ts'

// The whole portal from one command: build, database, migrations, demo, web and worker, in this order; ended in the opposite
// one. However it is asked to stop, be it by the death of the process above it, nothing stays behind.

const WEB_READY_SECONDS = 120
const WEB_GRACE_SECONDS = 5
const WORKER_GRACE_SECONDS = 30
const STEP_GRACE_SECONDS = 15
const FIRST_PORT_FOR_ALL = 1024
const LAST_PORT = 65_535

const dev = process.argv.includes('--dev')
const stop = new AbortController()
const endings: (() => Promise<void> | void)[] = []

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, () => end(0))

const starting = start(stop.signal).catch((error: Error) => {
  if (stop.signal.aborted) return
  console.error(error.message)
  end(1)
})

async function start(signal: AbortSignal): Promise<void> {
  const { PORT, PUBLIC_URL, DATA_FOLDER, DATABASE_URL } = env()
  const place = DATABASE_URL ? undefined : postgresPlace(DATA_FOLDER)
  const other = await claimDataFolder(
    `The portal of this checkout is already running: ${PUBLIC_URL} (process ${process.pid}).`,
  )
  if (other) throw new Error(other)
  readBounceCertificate(env()) // a wrong one would end the worker again and again
  if (!(await isFree(PORT)))
    throw new Error(`${whyNotFree(PORT)} Choose another one: PORT=${otherPort(PORT)} npm start`)
  setEnv({ SECRET: secretOfInstance() })
  if (!dev) await buildIfNeeded(signal)

  if (place) {
    console.log(`Starting PostgreSQL; its data are in ${place.folder}`)
    const database = await runPortalDatabase(place)
    endings.push(database.stop)
    setEnv({ DATABASE_URL: database.url })
  }
  signal.throwIfAborted()
  const databaseUrl = required('DATABASE_URL')
  await migrate(databaseUrl)
  signal.throwIfAborted()
  recordInstance({ pid: process.pid, address: PUBLIC_URL, databaseUrl })
  endings.push(forgetInstance)
  if ((await readDemoState(databaseUrl)).wanted) await makeDemo()
  signal.throwIfAborted()

  const children = { env: process.env }
  const web = keepRunning('web process', [...WEB, ...(dev ? ['--dev'] : [])], {
    ...children,
    graceSeconds: WEB_GRACE_SECONDS,
  })
  const worker = keepRunning('worker', WORKER, { ...children, graceSeconds: WORKER_GRACE_SECONDS })
  endings.push(async () => {
    await Promise.all([web.stop(), worker.stop()])
  })
  await webAnswers(PORT, signal)
  const { emails } = await readDemoState(databaseUrl)
  console.log(welcome(PUBLIC_URL, demoSignIns(emails)))
}

/** Only when it is wanted is what makes it loaded: the import and all it stands on. */
async function makeDemo(): Promise<void> {
  console.log(`Making the demo chain, ${DEMO_NAME} …`)
  const demo = await import('#bin/demo.ts')
  const { closeDatabase } = await import('#db/client.ts')
  await demo.makeDemo()
  await closeDatabase()
}

function whyNotFree(port: number): string {
  const mayNot = port < FIRST_PORT_FOR_ALL && process.getuid?.() !== 0
  return mayNot ? `Only root may use port ${port}.` : `Port ${port} is taken by another program.`
}

function otherPort(port: number): number {
  return port < FIRST_PORT_FOR_ALL || port === LAST_PORT ? 3001 : port + 1
}

async function webAnswers(port: number, signal: AbortSignal): Promise<void> {
  for (
    const deadline = Date.now() + WEB_READY_SECONDS * 1000;
    Date.now() < deadline;
    await pause(100, null, { signal })
  ) {
    const response = await fetch(`http://127.0.0.1:${port}/api/health`, { signal }).catch(() => undefined)
    if (response?.ok) return
  }
  throw new Error(`The portal does not answer on port ${port}: the lines above say why.`)
}

function welcome(address: string, signIns: string[]): string {
  const people = signIns.length > 0 ? ['', 'Sign in to try it as', ...signIns] : []
  return ['', `Meelespea runs at ${address}`, ...people, '', 'Ctrl-C stops it.'].join('\n')
}

let ended = false

/** Ends everything that was started, the last first, and then this process. A second call changes nothing. */
async function end(code: number): Promise<void> {
  if (ended) return
  ended = true
  stop.abort()
  await Promise.race([starting, pause(STEP_GRACE_SECONDS * 1000, null, { ref: false })])
  for (const ending of endings.toReversed()) {
    await Promise.resolve(ending()).catch((error: Error) => console.error(error.message))
  }
  process.exit(code)
}
