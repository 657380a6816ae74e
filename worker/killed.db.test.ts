import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import type { PlannedTexts } from '#tests/planned-texts.ts'
import { booksFromDeliveries, booksOf, doubledInSandbox, plannedTexts, statusesOf } from '#tests/planned-texts.ts'

// The real worker, as `npm run worker` starts it, killed as the power supply would kill it.

testDatabase()

const EUROS = 1000
const TEXTS = 6000
const KILLS_AFTER = [300, 2000]
/** Two windows of the sandbox. */
const MOST_IN_DOUBT_PER_KILL = 400
const PATIENCE = { timeout: 60_000, interval: 20 }

const workers: ChildProcess[] = []
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
})

test('a worker killed twice in mid-send: the send goes on with the next, no text twice, figures and balance exact', async () => {
  const send = await plannedTexts(await aChain({ euros: EUROS }), { texts: TEXTS })

  for (const texts of KILLS_AFTER) {
    const worker = startWorker()
    await expect.poll(() => handedOver(send), PATIENCE).toBeGreaterThan(texts)
    await kill(worker, 'SIGKILL')
    expect(await handedOver(send)).toBeLessThan(TEXTS)
    await leasesRunOut()
  }
  const last = startWorker()
  await expect.poll(async () => (await statusesOf(send)).planned ?? 0, PATIENCE).toBe(0)
  await expect.poll(async () => (await statusesOf(send)).submitting ?? 0, PATIENCE).toBe(0)
  // What the killed workers had on the wire and the sandbox did get comes to light by its receipt.
  await expect
    .poll(async () => {
      await db().execute(sql`update sandbox_receipts set due_at = now()`)
      await db().execute(sql`update receipts_to_apply set due_at = now()`)
      const [ahead] = await db().execute<{ receipts: number }>(sql`
        select (select count(*) from sandbox_receipts) + (select count(*) from receipts_to_apply) as receipts`)
      return ((await statusesOf(send)).accepted ?? 0) + (ahead?.receipts ?? 0)
    }, PATIENCE)
    .toBe(0)
  expect(await kill(last, 'SIGTERM')).toBe(0)

  const [outbox] = await db().execute<{ texts: number }>(sql`
    select count(*) as texts from sandbox_texts where chain_id = ${send.chainId}`)
  const { unknown = 0, ...final } = await statusesOf(send)
  expect(await doubledInSandbox(send.chainId)).toBe(0)
  expect(unknown).toBeLessThanOrEqual(MOST_IN_DOUBT_PER_KILL * KILLS_AFTER.length)
  expect(Object.keys(final)).toEqual(['delivered', 'expired', 'undelivered'])
  expect(outbox?.texts).toBe(TEXTS - unknown)
  expect(await booksOf(send.chainId)).toEqual(await booksFromDeliveries(send.chainId, EUROS * 1_000_000))
}, 180_000)

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ['worker/main.ts'], {
    env: { ...process.env, LOG_LEVEL: 'error' },
    stdio: 'inherit',
  })
  workers.push(worker)
  return worker
}

async function kill(worker: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  worker.kill(signal)
  const [code] = await once(worker, 'exit')
  return code
}

async function handedOver(send: PlannedTexts): Promise<number> {
  const { planned = 0, submitting = 0 } = await statusesOf(send)
  return TEXTS - planned - submitting
}

/** The minute after which a dead worker's batches are taken over, without waiting for it. */
async function leasesRunOut(): Promise<void> {
  await db().execute(sql`update batches set lease_until = now() - interval '1 second' where lease_until is not null`)
}
