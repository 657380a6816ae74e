import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'

import type { Tx } from '#db/client.ts'
import { db } from '#db/client.ts'
import { returnBatch } from '#db/queries/batches.ts'
import { claimNextBatch, tidyTurns } from '#db/queries/claims.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { plannedTexts } from '#tests/planned-texts.ts'

// Whose batch is next, while everybody has more to send than goes out.

testDatabase()

afterEach(() => db().execute(sql`update batches set status = 'done', done_at = now()`))

const claim = () => asWorker((tx) => claimNextBatch(tx, 'sms', 60))

/** The campaigns in the order in which their next batches are claimed, by the names a test gave them. */
async function turnsOf(names: Map<string, string>, count: number): Promise<string> {
  let turns = ''
  for (let turn = 0; turn < count; turn += 1) {
    const batch = await claim()
    turns += names.get(batch?.campaignId ?? '') ?? '-'
  }
  return turns
}

describe('a large send does not hold up a small one', () => {
  test('of another chain: its batch goes after at most one of the large', async () => {
    const large = await plannedTexts(await aChain({ euros: 100 }), { texts: 30, batchSize: 1 })
    const names = new Map([[large.campaignId, 'L']])
    expect(await turnsOf(names, 5)).toBe('LLLLL')
    const small = await plannedTexts(await aChain({ euros: 100 }), { texts: 2, batchSize: 1 })
    names.set(small.campaignId, 's')

    expect(await turnsOf(names, 6)).toBe('sLsLLL')
  })

  test('of the same chain: its campaigns take turns, and share the turn of their chain', async () => {
    const ctx = await aChain({ euros: 100 })
    const other = await plannedTexts(await aChain({ euros: 100 }), { texts: 20, batchSize: 1 })
    const first = await plannedTexts(ctx, { texts: 20, batchSize: 1 })
    const second = await plannedTexts(ctx, { texts: 20, batchSize: 1 })
    const names = new Map([
      [other.campaignId, 'o'],
      [first.campaignId, 'a'],
      [second.campaignId, 'b'],
    ])

    const turns = await turnsOf(names, 12)

    expect([...turns].filter((turn) => turn === 'o')).toHaveLength(6)
    expect([...turns].filter((turn) => turn === 'a')).toHaveLength(3)
    expect(turns).toMatch(/^(o[ab]){6}$|^([ab]o){6}$/)
  })

  test('unless it comes first by its kind: a reminder goes before all bulk mail', async () => {
    const bulk = await plannedTexts(await aChain({ euros: 100 }), { texts: 5, batchSize: 1 })
    const reminders = await plannedTexts(await aChain({ euros: 100 }), { texts: 3, batchSize: 1, priority: 2 })
    const names = new Map([
      [bulk.campaignId, 'b'],
      [reminders.campaignId, 'r'],
    ])
    expect(await turnsOf(names, 8)).toBe('rrrbbbbb')
  })

  test('and who was paused does not make up for it afterwards', async () => {
    const chain = await aChain({ euros: 100 })
    const paused = await plannedTexts(chain, { texts: 20, batchSize: 1 })
    const going = await plannedTexts(await aChain({ euros: 100 }), { texts: 20, batchSize: 1 })
    const names = new Map([
      [paused.campaignId, 'p'],
      [going.campaignId, 'g'],
    ])
    await db().execute(sql`update batches set status = 'held' where campaign_id = ${paused.campaignId}`)
    expect(await turnsOf(names, 5)).toBe('ggggg')
    await asWorker(tidyTurns)
    await db().execute(sql`update batches set status = 'ready' where campaign_id = ${paused.campaignId}`)
    expect(await turnsOf(names, 6)).toBe('pgpgpg')
  })
})

test('a place in the order that got lost is found again by the sweep, and one that nobody needs is taken away', async () => {
  const send = await plannedTexts(await aChain({ euros: 100 }), { texts: 1 })
  await db().execute(sql`delete from campaign_turns`)
  await db().execute(sql`delete from chain_turns`)
  expect(await claim()).toBeNull()

  await asWorker(tidyTurns)
  const batch = await claim()
  expect(batch).toMatchObject({ campaignId: send.campaignId })

  await db().execute(sql`update deliveries set status = 'accepted' where campaign_id = ${send.campaignId}`)
  await asWorker((tx) => (batch ? returnBatch(tx, batch, 0) : Promise.resolve(null)))
  await asWorker(tidyTurns)
  const [left] = await db().execute<{ places: number }>(sql`
    select (select count(*) from campaign_turns) + (select count(*) from chain_turns) as places`)
  expect(left?.places).toBe(0)
})

describe('a claim stays cheap', () => {
  test('with 10,000 open batches of 300 campaigns it reads a few rows of each index, and no table as a whole', async () => {
    const chains = await Promise.all(Array.from({ length: 3 }, () => aChain()))
    for (const { chainId } of chains) {
      await db().execute(sql`
        insert into batches (chain_id, month, campaign_id, channel, kind, first_id, last_id, size)
        select ${chainId}::uuid, date_trunc('month', now()), ('00000000-0000-0000-0000-' || lpad((n % 100)::text, 12, '0'))::uuid, 'sms', 'bulk',
          gen_random_uuid(), gen_random_uuid(), 500
        from generate_series(1, 3334) as n`)
    }
    await db().execute(sql`analyze batches`)
    await db().execute(sql`analyze chain_turns`)
    await db().execute(sql`analyze campaign_turns`)

    const CLAIMS = 50
    const [before, after] = await asWorker(async (tx) => {
      const before = await rowsRead(tx)
      for (let turn = 0; turn < CLAIMS; turn += 1) expect(await claimNextBatch(tx, 'sms', 60)).not.toBeNull()
      return [before, await rowsRead(tx)]
    })

    const rowsAClaim = Object.fromEntries(
      Object.entries(after).map(([table, rows]) => [table, (rows - (before[table] ?? 0)) / CLAIMS]),
    )
    expect(rowsAClaim.batches).toBeGreaterThan(0)
    expect(rowsAClaim.batches).toBeLessThan(10)
    expect(rowsAClaim.chain_turns).toBeLessThan(20)
    expect(rowsAClaim.campaign_turns).toBeLessThan(20)
  })
})

/** Rows read by this connection of the tables of turns; within a second those of earlier transactions are still among them. */
async function rowsRead(tx: Tx): Promise<Record<string, number>> {
  const read = await tx.execute<{ table: string; rows: number }>(sql`
    select relname as table, seq_tup_read + coalesce(idx_tup_fetch, 0) as rows from pg_stat_xact_user_tables
    where relname in ('batches', 'chain_turns', 'campaign_turns')`)
  return Object.fromEntries(read.map(({ table, rows }) => [table, rows]))
}
