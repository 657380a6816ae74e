import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

import { freePort } from '#bin/ports.ts'

// `npm start` is the product's front door: each way out of it is tried on a portal of its own.
test.describe.configure({ mode: 'serial', timeout: 120_000 })

let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meelespea-stop-'))
  chmodSync(folder, 0o755) // for the user that runs the database when we are root
})
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

for (const [signal, why] of [
  ['SIGTERM', 'asked to stop'],
  ['SIGKILL', 'killed with no time to tidy up'],
] as const) {
  test(`nothing of the portal stays behind when it is ${why}`, async () => {
    const portal = await startPortal()
    expect(processesOf(portal.databaseFolder)).not.toEqual([])

    portal.process.kill(signal)
    await once(portal.process, 'exit')
    await expect.poll(() => processesOf(portal.databaseFolder), { timeout: 30_000 }).toEqual([])
    await expect.poll(() => isServed(portal.port), { timeout: 30_000 }).toBe(false)
  })
}

async function startPortal() {
  const port = await freePort()
  const settings = { PORT: String(port), DATA_FOLDER: folder, DATABASE_URL: '', PUBLIC_URL: '', LOG_LEVEL: 'warn' }
  const portal = spawn(process.execPath, ['bin/start.ts'], { env: { ...process.env, ...settings }, stdio: 'ignore' })
  await expect.poll(() => isServed(port), { timeout: 100_000 }).toBe(true)
  return { process: portal, port, databaseFolder: readFileSync(join(folder, 'database-folder'), 'utf8').trim() }
}

async function isServed(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Command lines of the processes that were started for this database. */
function processesOf(databaseFolder: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(commandLine).filter((line) => line.includes(databaseFolder))
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return '' // it ended meanwhile
  }
}
