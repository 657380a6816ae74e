import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import { connect, createServer } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { required } from '#lib/runtime/env.ts'
import { testDatabase } from '#tests/database.ts'
import { begin } from '#worker/begin.ts'

// A machine that starts brings up the database and the workers in any order.

testDatabase()

const NEVER = new AbortController().signal
const PATIENCE = { timeout: 60_000, interval: 50 }

const open: (() => unknown)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

test('a worker that starts before the database waits, says for what, and works once it is there', async () => {
  const port = await freePort()
  const worker = startWorker(port)
  await expect.poll(() => worker.said, PATIENCE).toMatch(/the worker waits for the database.*(\n.*)*"attempt":2/)
  expect(worker.process.exitCode).toBeNull()

  await forwardToDatabase(port)
  await expect.poll(() => worker.said, PATIENCE).toContain('the worker is ready')
  worker.process.kill('SIGTERM')
  expect(await once(worker.process, 'exit')).toEqual([0, null])
}, 120_000)

test('one that is asked to end while it waits ends as asked', async () => {
  const worker = startWorker(await freePort())
  await expect.poll(() => worker.said, PATIENCE).toContain('the worker waits for the database')
  worker.process.kill('SIGTERM')
  expect(await once(worker.process, 'exit')).toEqual([0, null])
}, 60_000)

test('a database that is still to be migrated is waited for, but not for ever', async () => {
  await db().execute(sql`update schema_migrations set sha256 = 'another ' || sha256 where name like '0001%'`)
  const pending = begin(async () => 'begun', NEVER, { patienceMilliseconds: 100 })
  await expect(pending).rejects.toThrow('1 migrations are still to be applied: npm run migrate')
  await db().execute(sql`update schema_migrations set sha256 = substr(sha256, 9) where name like '0001%'`)
  expect(await begin(async () => 'begun', NEVER)).toBe('begun')
})

test('what fails while it begins is tried again', async () => {
  let tries = 0
  const work = async () => {
    tries += 1
    if (tries === 1) throw new Error('the connection broke')
    return tries
  }
  expect(await begin(work, NEVER)).toBe(2)
})

function startWorker(port: number): { process: ChildProcess; said: string } {
  const url = new URL(required('DATABASE_URL'))
  url.hostname = '127.0.0.1'
  url.port = String(port)
  const worker = spawn(process.execPath, ['worker/main.ts'], {
    env: { ...process.env, DATABASE_URL: url.href, LOG_LEVEL: 'info', INBOUND_PORT: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  open.push(() => worker.kill('SIGKILL'))
  const heard = { process: worker, said: '' }
  worker.stdout.on('data', (chunk) => {
    heard.said += chunk
  })
  return heard
}

async function freePort(): Promise<number> {
  const server = await listening(createServer(), 0)
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** As if the database had come up at that port. */
async function forwardToDatabase(port: number): Promise<void> {
  const { hostname, port: to } = new URL(required('DATABASE_URL'))
  const server = createServer((client) => {
    const database = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(to) })
    for (const socket of [client, database]) socket.on('error', () => {})
    client.pipe(database).pipe(client)
  })
  open.push(() => server.close())
  await listening(server, port)
}

async function listening(server: Server, port: number): Promise<Server> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}
