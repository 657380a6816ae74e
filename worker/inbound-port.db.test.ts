import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'

import { freePort } from '#bin/ports.ts'
import { db, sql } from '#db/client.ts'
import { addAccount } from '#lib/routing/add-account.ts'
import { testDatabase } from '#tests/database.ts'
import { signed } from '#tests/messente-fake.ts'

// Two real workers of one machine, and one port for what providers send.

testDatabase()

const PASSWORD = 'hush'
const PATIENCE = { timeout: 60_000, interval: 200 }

const workers: ChildProcess[] = []
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
})

test('when the worker that listens for receipts is killed the other does, and no receipt is lost or stored twice', async () => {
  await addAccount({ name: 'messente', address: `messente://clinic:${PASSWORD}@127.0.0.1:9?hook-secret=of-replies` })
  const port = await freePort('127.0.0.1')
  const first = startWorker(port)
  await expect.poll(() => post(port, 'r0'), PATIENCE).toBe(200)
  startWorker(port)

  // A provider brings each of its receipts until it hears 200, and does not know who listens.
  const refs = Array.from({ length: 200 }, (_, n) => `r${n + 1}`)
  const bringAll = Promise.all(refs.map((ref) => expect.poll(() => post(port, ref), PATIENCE).toBe(200)))
  await expect.poll(storedReceipts, PATIENCE).toBeGreaterThan(1)
  first.kill('SIGKILL')
  await bringAll
  await expect.poll(() => post(port, 'last'), PATIENCE).toBe(200)
  expect(await storedReceipts()).toBe(refs.length + 2)
}, 180_000)

function startWorker(port: number): ChildProcess {
  const worker = spawn(process.execPath, ['worker/main.ts'], {
    env: { ...process.env, LOG_LEVEL: 'error', INBOUND_PORT: String(port) },
    stdio: 'inherit',
  })
  workers.push(worker)
  return worker
}

/** @returns the status; 0 where nobody answered */
async function post(port: number, ref: string): Promise<number> {
  const { body, headers } = signed(JSON.stringify({ status: 'DELIVRD', message_id: ref, err: 0 }), PASSWORD)
  const url = `http://127.0.0.1:${port}/hooks/messente/receipt/${randomUUID()}`
  const stopped = AbortSignal.timeout(10_000)
  return fetch(url, { method: 'POST', body, headers, signal: stopped }).then(
    ({ status }) => status,
    () => 0,
  )
}

async function storedReceipts(): Promise<number> {
  const [row] = await db().execute<{ receipts: number }>(sql`
    select count(*)::int as receipts from receipts where provider = 'messente'`)
  return row?.receipts ?? 0
}
