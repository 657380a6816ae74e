import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join, relative } from 'node:path'

import { env, setEnv } from '#lib/runtime/env.ts'

/** What a running `npm start` leaves in the data folder for scripts. */
type Instance = { pid: number; address: string; databaseUrl: string }

const CLAIM_SECONDS = 2

/**
 * Claims the data folder for this process, for as long as it lives, by listening on a socket in it: a lock that no crash
 * leaves behind.
 *
 * @returns undefined when it is claimed, else what the process that has it says of itself
 */
export async function claimDataFolder(introduction: string): Promise<string | undefined> {
  mkdirSync(env().DATA_FOLDER, { recursive: true })
  const path = relative(process.cwd(), join(env().DATA_FOLDER, 'running')) // a socket's path is limited to 107 characters
  const holder = await introductionOf(path)
  if (holder !== undefined) return holder
  rmSync(path, { force: true })
  const server = createServer((socket) => socket.on('error', () => {}).end(introduction))
  server.listen(path)
  await once(server, 'listening')
  server.unref()
  return undefined
}

export function recordInstance(instance: Instance): void {
  writeFileSync(instanceFile(), JSON.stringify(instance), { mode: 0o600 })
  chmodSync(instanceFile(), 0o600)
}

export function forgetInstance(): void {
  rmSync(instanceFile(), { force: true })
}

/** Makes `db()` that of the running portal, unless DATABASE_URL is set; for tests in a browser. @returns the database's address */
export function connectScript(): string {
  const url = findDatabaseUrl()
  setEnv({ DATABASE_URL: url })
  return url
}

/** DATABASE_URL, else the database of the running `npm start`. Ends the process when there is none. */
export function findDatabaseUrl(): string {
  const known = knownDatabaseUrl()
  if (known) return known
  console.error('There is no database: start the portal with npm start, or set DATABASE_URL.')
  process.exit(1)
}

/** As `findDatabaseUrl`, but undefined when there is none. */
export function knownDatabaseUrl(): string | undefined {
  const given = env().DATABASE_URL
  if (given) return given
  if (!existsSync(instanceFile())) return undefined
  return (JSON.parse(readFileSync(instanceFile(), 'utf8')) as Instance).databaseUrl
}

function instanceFile(): string {
  return join(env().DATA_FOLDER, 'instance.json')
}

async function introductionOf(path: string): Promise<string | undefined> {
  if (!existsSync(path)) return undefined
  const socket = connect(path)
    .setEncoding('utf8')
    .setTimeout(CLAIM_SECONDS * 1000)
  socket.once('timeout', () => socket.destroy(new Error('no answer')))
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  try {
    await once(socket, 'end')
    return text
  } catch {
    return undefined
  }
}
