import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Database } from '#db/client.ts'
import { createDatabase, sql } from '#db/client.ts'
import { testDatabase } from '#tests/database.ts'

// A database restarts, a network drops: the statement at hand fails, the next one works, and the process lives. The driver as
// published does none of this for sure (see bin/patch-postgres.mjs); an error that nothing catches fails this file.

testDatabase()

const ROUNDS = 12

let ours: Database
let theirs: Database
beforeAll(() => {
  const url = process.env.DATABASE_URL ?? ''
  ours = createDatabase(url, { max: 2, applicationName: 'meelespea-broken' })
  theirs = createDatabase(url, { max: 1, applicationName: 'meelespea-breaker' })
})
afterAll(() => Promise.all([ours.$client.end({ timeout: 1 }), theirs.$client.end({ timeout: 1 })]))

const breakConnections = () =>
  theirs.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'meelespea-broken'`,
  )

/** Once each broken connection has been met, statements work again. */
const answers = () => expect.poll(() => ours.execute(sql`select 1 as one`).catch(() => 'broken')).toEqual([{ one: 1 }])

describe('a connection that breaks', () => {
  test('between two statements of a transaction fails the transaction', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const transaction = ours.transaction(async (tx) => {
        await tx.execute(sql`select 1`)
        await breakConnections()
        await new Promise(setImmediate)
        await tx.execute(sql`select 2`).catch(() => {}) // and is asked again by code that does not give up
        await tx.execute(sql`select 3`)
      })
      await expect(transaction).rejects.toThrow()
      await answers()
    }
  })

  test('does not let its transaction speak when it serves somebody else', async () => {
    await ours.execute(sql`create table notes (note text)`)
    const slow = ours.transaction(async (tx) => {
      await tx.execute(sql`insert into notes values ('of a transaction that failed')`)
      await breakConnections()
      await answers()
      await answers()
      await tx.execute(sql`insert into notes values ('past the end of it')`)
    })
    await expect(slow).rejects.toThrow()
    await answers()
    expect(await ours.execute(sql`select note from notes`)).toEqual([])
  })

  test('with statements on it fails them, and leaves none waiting', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const statements = Array.from({ length: 10 }, () => ours.execute(sql`select pg_sleep(0.02)`))
      await new Promise((resolve) => setTimeout(resolve, round % 7))
      await breakConnections()
      const results = await Promise.allSettled(statements)
      expect(results).toHaveLength(10)
      await answers()
    }
  })

  test('while it is being made is made again', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await breakConnections()
      const first = ours.execute(sql`select 1`).catch(() => {})
      await breakConnections()
      await first
      await answers()
    }
  })
})
