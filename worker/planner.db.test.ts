import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, anAppointment, aPatient, testDatabase } from '#tests/database.ts'
import { aRule, switchOn } from '#tests/reminders.ts'

// The real worker, as `npm run worker` starts it.

testDatabase()

const PATIENCE = { timeout: 60_000, interval: 100 }

let worker: ChildProcess | undefined
afterEach(() => void worker?.kill('SIGKILL'))

test('a worker that comes back after an hour sends what became due, and asks for its next tick', async () => {
  const ctx = await aChain({ euros: 10 })
  const clinic = await aClinic(ctx, { opensAt: '00:00', closesAt: '23:59:59', zone: 'UTC' })
  await db().execute(sql`
    insert into holidays (chain_id, day, closed)
    select ${ctx.chainId}, day, false from public_holidays('EE', extract(year from now())::int, extract(year from now())::int)`)
  await switchOn(ctx, 'reminders')
  await aRule(ctx, { moment: 'before_visit', minutes: 1440 })
  const booked = new Date(Date.now() - 86_400_000)
  const startsAt = new Date(Date.now() + 23 * 3_600_000)
  const visit = await anAppointment(ctx, await aPatient(ctx, clinic), { startsAt, versionAt: booked })
  await inChain(ctx, (tx) => planReminders(tx, ctx, [visit.id], booked))

  worker = spawn(process.execPath, ['worker/main.ts'], {
    env: { ...process.env, LOG_LEVEL: 'error' },
    stdio: 'inherit',
  })
  const texts = async () => {
    const rows = await db().execute<{ body: string }>(
      sql`select body from sandbox_texts where chain_id = ${ctx.chainId}`,
    )
    return rows.map(({ body }) => body)
  }
  await expect.poll(texts, PATIENCE).toHaveLength(1)
  const nextTicks = async () => {
    const rows = await db().execute(sql`
      select from pgboss.job where name = 'planner.tick' and state = 'created' and start_after > now() - interval '30 seconds'`)
    return rows.length
  }
  await expect.poll(nextTicks, PATIENCE).toBe(1)

  worker.kill('SIGTERM')
  const [code] = await once(worker, 'exit')
  expect(code).toBe(0)
  expect(await texts()).toHaveLength(1)
}, 180_000)
