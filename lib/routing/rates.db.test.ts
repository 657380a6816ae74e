import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { createDatabase, db } from '#db/client.ts'
import { reserveDeparture } from '#db/queries/traffic.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { addAccount } from '#lib/routing/add-account.ts'
import { setRate } from '#lib/routing/set-rate.ts'
import { required } from '#lib/runtime/env.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { plannedTexts, statusesOf } from '#tests/planned-texts.ts'
import { accepted } from '#tests/scripted-provider.ts'
import { anAccount, tell } from '#tests/traffic.ts'

// Several providers for one channel, as their workers and the database see it together.

testDatabase()

beforeEach(async () => {
  await addAccount({ name: 'first', address: 'sandbox', channel: 'sms' })
  await addAccount({ name: 'second', address: 'sandbox', channel: 'sms' })
})
afterEach(async () => {
  await db().execute(sql`update batches set status = 'done', done_at = now()`)
  await db().execute(sql`delete from provider_minutes`)
  await db().execute(sql`delete from provider_accounts`)
})

const aSend = async (texts: number, batchSize: number) =>
  plannedTexts(await aChain({ euros: 100 }), { texts, batchSize })

describe('the rate of an account', () => {
  test('is shared by workers to the text: booked on two connections, each place is given once', async () => {
    await setRate('first', { ratePerSecond: 100 })
    const other = createDatabase(required('DATABASE_URL'), { max: 2, applicationName: 'meelespea-other-worker' })
    const BOOKINGS = 40
    const PARTS = 5
    try {
      const begun = performance.now()
      const book = async (database: ReturnType<typeof db>) => {
        const booked = await database.transaction((tx) => reserveDeparture(tx, 'first', PARTS))
        return performance.now() - begun + (booked?.waitMilliseconds ?? 0)
      }
      const places = await Promise.all(Array.from({ length: BOOKINGS }, (_, index) => book(index % 2 ? db() : other)))
      const [row] = await other.execute<{ seconds: number }>(sql`
        select extract(epoch from spoken_for_until - now())::float8 as seconds from provider_accounts where name = 'first'`)

      // 200 parts at 100 a second, from the first of them on: no place is given twice, and none is lost.
      const ends = (row?.seconds ?? 0) * 1000 + (performance.now() - begun)
      expect(ends).toBeGreaterThan(1990)
      expect(ends).toBeLessThan(2600)
      const gaps = places.toSorted((a, b) => a - b).map((place, index) => place - index * 50)
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(500)
    } finally {
      await other.$client.end()
    }
  })

  test('allows a burst after a pause, and then goes on evenly', async () => {
    await setRate('first', { ratePerSecond: 10, burst: 5 })
    const waits: number[] = []
    const begun = performance.now()
    for (let text = 0; text < 8; text += 1) {
      const booked = await asWorker((tx) => reserveDeparture(tx, 'first', 1))
      waits.push(booked?.waitMilliseconds ?? 0)
    }
    const took = performance.now() - begun
    expect(waits.slice(0, 5).every((wait) => wait <= 0)).toBe(true)
    // The eighth leaves three tenths of a second after the first, however long the booking of all took.
    expect((waits[7] ?? 0) + took).toBeGreaterThan(290)
    expect(waits[7]).toBeLessThanOrEqual(300)
  })

  test('is kept on the wire: texts leave one after the other', async () => {
    await setRate('first', { ratePerSecond: 50 })
    await tell({ first: 'up', second: 'up' })
    const send = await aSend(25, 25)
    const leftAt: number[] = []
    const first = anAccount(
      'first',
      () => {
        leftAt.push(performance.now())
        return accepted()
      },
      { ratePerSecond: 50 },
    )
    await first.work()
    expect(await statusesOf(send)).toEqual({ accepted: 25 })
    expect((leftAt.at(-1) ?? 0) - (leftAt[0] ?? 0)).toBeGreaterThanOrEqual(470)
  })

  test('does not keep the worker from ending: what has not left goes back', async () => {
    await setRate('first', { ratePerSecond: 1 })
    await tell({ first: 'up', second: 'up' })
    const send = await aSend(20, 20)
    const { provider, gate } = anAccount('first', accepted, { ratePerSecond: 1 })
    const stop = new AbortController()
    const done = handOverBatches({ line: smsLine(provider), windowSize: 10, gate, stopping: stop.signal })
    await expect.poll(() => provider.sent.length).toBeGreaterThan(0)
    await pause(50)
    stop.abort()
    await done
    const { accepted: sent = 0, planned = 0 } = await statusesOf(send)
    expect(sent).toBeLessThanOrEqual(3)
    expect(sent + planned).toBe(20)
  })
})
