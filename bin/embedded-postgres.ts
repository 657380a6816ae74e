import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'

import { freePort, isFree } from '#bin/ports.ts'
import type { PostgresPlace } from '#bin/postgres-place.ts'
import { giveTo } from '#bin/postgres-place.ts'

const USER = 'meelespea'
/** Without a sign of life. */
const START_SECONDS = 60
/** The SQLSTATE of a server that lives and takes nobody yet. */
const STARTING_UP = '57P03'
const FAST_STOP_SECONDS = 30
const MEGABYTE = 1024 ** 2
const GIGABYTE = 1024 ** 3
// Nothing of ours: a PGPORT or a SECRET is none of the server's business.
const SERVER_ENV = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

export type EmbeddedPostgres = {
  url(database: string): string
  /** Resolves when the server is gone, wanted or not. */
  ended: Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a real PostgreSQL 18 on 127.0.0.1, making its cluster at the first start.
 *
 * Survives what an earlier run left behind: a server that outlived its parent is stopped, a lock file of a dead one removed.
 * Should this process be killed, a small watcher stops the server. `throwaway` trades durability for speed, for tests.
 */
export async function startEmbeddedPostgres(
  place: PostgresPlace,
  { throwaway = false }: { throwaway?: boolean } = {},
): Promise<EmbeddedPostgres> {
  const cluster = join(place.folder, 'postgres')
  const password = passwordOf(place)
  if (!existsSync(join(cluster, 'PG_VERSION'))) makeCluster(place, cluster, password)
  await stopLeftover(cluster)

  const port = await portOf(place)
  const url = (database: string) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`
  const logFile = openSync(join(place.folder, 'postgres.log'), 'a')
  const server = spawn(join(place.binaries, 'postgres'), ['-D', cluster, ...flags({ port, throwaway })], {
    ...place.owner,
    cwd: place.folder,
    env: SERVER_ENV,
    stdio: ['ignore', logFile, logFile],
    detached: true, // Ctrl-C reaches us alone; we stop the server after the processes that use it
  })
  closeSync(logFile)
  const watcher = watchOver(server)
  const watcherEnded = exitOf(watcher)
  const ended = exitOf(server).then(() => {
    watcher.kill('SIGKILL')
    return watcherEnded
  })

  const stop = () => stopServer(server, ended)
  if (!(await answers(url('postgres'), ended))) {
    await stop()
    throw new Error(`The embedded PostgreSQL did not start; ${join(place.folder, 'postgres.log')} says why.`)
  }
  return { url, ended, stop }
}

/** Makes a database unless it is there. */
export async function ensureDatabase(server: EmbeddedPostgres, name: string): Promise<void> {
  const sql = postgres(server.url('postgres'), { max: 1 })
  try {
    const [found] = await sql`select from pg_database where datname = ${name}`
    if (!found) await sql`create database ${sql(name)}`
  } finally {
    await sql.end()
  }
}

function makeCluster(place: PostgresPlace, cluster: string, password: string): void {
  rmSync(cluster, { recursive: true, force: true }) // of an initdb that was interrupted
  mkdirSync(cluster, { mode: 0o700 })
  giveTo(place.owner, cluster)
  const passwordFile = join(place.folder, 'initdb-password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  giveTo(place.owner, passwordFile)
  const unicodeWithoutTheSystem = [
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--encoding=UTF8',
  ]
  const result = spawnSync(
    join(place.binaries, 'initdb'),
    [
      `--pgdata=${cluster}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      ...unicodeWithoutTheSystem,
    ],
    { ...place.owner, cwd: place.folder, env: SERVER_ENV, encoding: 'utf8' },
  )
  rmSync(passwordFile)
  if (result.status !== 0) {
    rmSync(cluster, { recursive: true, force: true })
    throw new Error(
      `PostgreSQL could not be set up in ${place.folder}: ${result.error?.message ?? result.stderr.trim()}`,
    )
  }
}

function flags({ port, throwaway }: { port: number; throwaway: boolean }): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: `${throwaway ? 256 : sharedBuffersMegabytes()}MB`,
    effective_cache_size: `${Math.floor(totalmem() / 2 / MEGABYTE)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '4GB',
    random_page_cost: 1.1,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A container's /dev/shm is often 64 MB, too little for parallel queries.
    dynamic_shared_memory_type: roomInSharedMemory() ? 'posix' : 'mmap',
    ...(throwaway ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } : {}),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/**
 * An eighth of the memory. A table that fills more than a quarter of the buffers is fetched from the system anew by every reading of all of
 * it, and a planner that finds a visit, its patient and their other visits on pages of their own waits for each: where there is memory, a
 * chain of a million should fit.
 */
function sharedBuffersMegabytes(): number {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  return Math.min(4096, Math.max(256, Math.floor(bytes / 8 / MEGABYTE)))
}

function roomInSharedMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > GIGABYTE
  } catch {
    return false
  }
}

/** A shell that reads from us: when we are gone, however we went, it stops the server. */
function watchOver(server: ChildProcess): ChildProcess {
  const watcher = spawn('/bin/sh', ['-c', 'read end; kill -INT "$1" 2>/dev/null', 'sh', String(server.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  return watcher
}

function exitOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
}

async function answers(url: string, ended: Promise<void>): Promise<boolean> {
  let gone = false
  ended.then(() => {
    gone = true
  })
  for (let deadline = inStartSeconds(); Date.now() < deadline && !gone; await pause(50)) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
    try {
      await sql`select 1`
      return true
    } catch (error) {
      // After a crash it recovers for as long as its log is: stopped in that, it would begin again at the next start.
      if ((error as { code?: string }).code === STARTING_UP) deadline = inStartSeconds()
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
  return false
}

function inStartSeconds(): number {
  return Date.now() + START_SECONDS * 1000
}

async function stopServer(server: ChildProcess, ended: Promise<void>): Promise<void> {
  server.kill('SIGINT') // fast shutdown: sessions are ended, everything is written
  const late = setTimeout(() => server.kill('SIGQUIT'), FAST_STOP_SECONDS * 1000)
  await ended
  clearTimeout(late)
}

/** The first line of postmaster.pid is the process that serves this cluster, or did when the machine went down. */
async function stopLeftover(cluster: string): Promise<void> {
  const lockFile = join(cluster, 'postmaster.pid')
  if (!existsSync(lockFile)) return
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0])
  for (const deadline = Date.now() + FAST_STOP_SECONDS * 1000; serves(pid, cluster); await pause(100)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL of an earlier start (process ${pid}) does not stop.`)
    process.kill(pid, 'SIGINT')
  }
  rmSync(lockFile, { force: true })
}

function serves(pid: number, cluster: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster)
  } catch {
    const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
    return stdout?.includes(cluster) ?? false
  }
}

function passwordOf(place: PostgresPlace): string {
  const file = join(place.folder, 'password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** The port of last time if nobody took it meanwhile, so that a bookmark in a database tool keeps working. */
async function portOf(place: PostgresPlace): Promise<number> {
  const file = join(place.folder, 'port')
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (last && (await isFree(last, '127.0.0.1'))) return last
  const port = await freePort('127.0.0.1')
  writeFileSync(file, String(port))
  return port
}
