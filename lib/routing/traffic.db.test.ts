import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { listAccountHealth } from '#db/queries/provider-health.ts'
import { countNeedingAttention } from '#db/queries/today.ts'
import { addAccount } from '#lib/routing/add-account.ts'
import { moveAccount } from '#lib/routing/move-account.ts'
import { reportTraffic } from '#lib/routing/report-traffic.ts'
import { asOperator, asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { plannedTexts, statusesOf } from '#tests/planned-texts.ts'
import { anAccount, tell, WORKER } from '#tests/traffic.ts'

// Several providers for one channel, as their workers and the database see it together.

testDatabase()

const OTHER_WORKER = '00000000-0000-4000-8000-000000000002'

beforeEach(async () => {
  await addAccount({ name: 'first', address: 'sandbox', channel: 'sms' })
  await addAccount({ name: 'second', address: 'sandbox', channel: 'sms' })
})
afterEach(async () => {
  await db().execute(sql`update batches set status = 'done', done_at = now()`)
  await db().execute(sql`delete from provider_minutes`)
  await db().execute(sql`delete from provider_accounts`)
})

/** As if what was said last had been so for a while. */
const later = (seconds: number) =>
  db().execute(sql`
    update provider_accounts set state_since = state_since - make_interval(secs => ${seconds}),
      share_moved_at = share_moved_at - make_interval(secs => ${seconds})`)

async function shares(): Promise<Record<string, number>> {
  const rows = await db().execute<{ name: string; share: number }>(
    sql`select name, share from provider_accounts order by position`,
  )
  return Object.fromEntries(rows.map(({ name, share }) => [name, share]))
}

const aSend = async (texts: number, batchSize: number) =>
  plannedTexts(await aChain({ euros: 100 }), { texts, batchSize })

describe('who carries', () => {
  test('the first carries everything, the second nothing, however it asks', async () => {
    await tell({ first: 'up', second: 'up' })
    const send = await aSend(40, 10)
    const [first, second] = [anAccount('first'), anAccount('second')]

    expect(await second.work()).toMatchObject({ sent: 0, idle: true })
    expect(await first.work()).toMatchObject({ sent: 40 })
    expect(await statusesOf(send)).toEqual({ accepted: 40 })
  })

  test('when the first is down the second takes over; what the first left in doubt does not go again', async () => {
    await tell({ first: 'up', second: 'up' })
    const send = await aSend(40, 10)
    const first = anAccount('first', () => ({ outcome: 'unknown', detail: 'the connection was lost' }))
    const second = anAccount('second')
    await first.work()
    const { unknown = 0 } = await statusesOf(send)
    expect(unknown).toBeGreaterThan(0)
    expect(unknown).toBeLessThanOrEqual(10)

    await tell({ first: 'down', second: 'up' })
    await later(6)
    await tell({ first: 'down', second: 'up' })
    expect(await shares()).toEqual({ first: 0, second: 100 })
    await db().execute(sql`update batches set not_before = now()`)
    await second.work()

    expect(await statusesOf(send)).toEqual({ accepted: 40 - unknown, unknown })
    const doubted = new Set(first.provider.sent.map(({ deliveryId }) => deliveryId))
    expect(second.provider.sent.filter(({ deliveryId }) => doubted.has(deliveryId))).toEqual([])
    const rows = await db().execute(sql`
      select provider, status, count(*)::int as texts from deliveries where campaign_id = ${send.campaignId} group by 1, 2 order by 1`)
    expect(rows).toEqual([
      { provider: 'first', status: 'unknown', texts: unknown },
      { provider: 'second', status: 'accepted', texts: 40 - unknown },
    ])
  })

  test('one that one worker reaches and another does not is up: traffic stays', async () => {
    await tell({ first: 'up', second: 'up' })
    await tell({ first: 'down', second: 'up' }, OTHER_WORKER)
    await later(60)
    await tell({ first: 'up', second: 'up' })
    expect(await shares()).toEqual({ first: 100, second: 0 })
  })

  test('a worker that has not spoken for half a minute does not count', async () => {
    await tell({ first: 'up', second: 'up' }, OTHER_WORKER)
    await db().execute(sql`update provider_reports set reported_at = now() - interval '31 seconds'`)
    await tell({ first: 'refused', second: 'up' })
    expect(await shares()).toEqual({ first: 0, second: 100 })
  })

  test('one that is connected and takes nothing is down', async () => {
    await tell({ first: 'up', second: 'up' })
    const minuteAgo = new Date(Date.now() - 60_000)
    const well = { state: 'up', detail: null, since: minuteAgo, troubledSince: null, lastOkAt: minuteAgo } as const
    const reports = [
      { ...well, name: 'first', troubledSince: minuteAgo },
      { ...well, name: 'second' },
    ]
    await reportTraffic(WORKER, reports, [])
    await later(6)
    await reportTraffic(WORKER, reports, [])

    expect(await shares()).toEqual({ first: 0, second: 100 })
    const [row] = await db().execute(sql`select state, state_detail from provider_accounts where name = 'first'`)
    expect(row).toEqual({ state: 'down', state_detail: 'not_taking' })
  })

  test('the operator puts the second first: it carries everything at once', async () => {
    await tell({ first: 'up', second: 'up' })
    await moveAccount('second', 1)
    await tell({ first: 'up', second: 'up' })
    expect(await shares()).toEqual({ second: 100, first: 0 })
  })

  test('no batch goes to a provider that says itself that it is down', async () => {
    await tell({ first: 'up', second: 'up' })
    await aSend(10, 10)
    const first = anAccount('first')
    first.provider.setHealth('refused', 'credentials')
    expect(await first.work()).toMatchObject({ sent: 0 })
    first.provider.setHealth('up')
    expect(await first.work()).toMatchObject({ sent: 10 })
  })
})

describe('a slow provider', () => {
  const delivered = (name: string, slow: number) =>
    db().execute(sql`
      insert into provider_minutes (name, minute, accepted, delivered, slow)
      values (${name}, date_trunc('minute', now()) - interval '10 minutes', 100, 100, ${slow})`)

  test('loses a tenth of the traffic: of 100 batches the other carries ten', async () => {
    await tell({ first: 'up', second: 'up' })
    await delivered('first', 15)
    await later(600)
    await tell({ first: 'up', second: 'up' })
    expect(await shares()).toEqual({ first: 90, second: 10 })

    await aSend(200, 1)
    const [first, second] = [anAccount('first'), anAccount('second')]
    let carried = 0
    for (let turn = 0; turn < 100; turn += 1) {
      const wants = (await asWorker(second.gate.admits)) ? second : first
      expect(await asWorker(wants.gate.admits)).toBe(true)
      await asWorker((tx) => wants.gate.noteClaimed(tx, 1))
      carried += Number(wants === second)
    }
    expect(carried).toBe(10)
  })

  test('is judged also by texts that have not come at all', async () => {
    await tell({ first: 'up', second: 'up' })
    await db().execute(sql`
      insert into provider_minutes (name, minute, accepted, delivered)
      values ('first', date_trunc('minute', now()) - interval '10 minutes', 100, 80)`)
    await later(600)
    await tell({ first: 'up', second: 'up' })
    expect(await shares()).toEqual({ first: 90, second: 10 })
  })

  test('is not one that never tells of arrivals', async () => {
    await tell({ first: 'up', second: 'up' })
    await db().execute(sql`
      insert into provider_minutes (name, minute, accepted) values ('first', date_trunc('minute', now()) - interval '10 minutes', 100)`)
    await later(600)
    await tell({ first: 'up', second: 'up' })
    expect(await shares()).toEqual({ first: 100, second: 0 })
  })

  test('of two workers that decide at the same moment one moves traffic', async () => {
    await tell({ first: 'up', second: 'up' })
    await delivered('first', 50)
    await later(600)
    await Promise.all([WORKER, OTHER_WORKER].map((worker) => tell({ first: 'up', second: 'up' }, worker)))
    expect(await shares()).toEqual({ first: 90, second: 10 })
  })
})

describe('what can be seen of it', () => {
  test('the operator sees how accounts fare, and nothing of a chain or an address', async () => {
    await tell({ first: 'refused', second: 'up' })
    await db().execute(sql`
      insert into provider_minutes (name, minute, accepted, delivered, failed, latencies)
      values ('second', date_trunc('minute', now()), 10, 8, 1, '{8}'), ('second', now() - interval '5 hours', 30, 30, 0, '{10,20}')`)

    const [first, second] = await asOperator(listAccountHealth)

    expect(first).toMatchObject({
      name: 'first',
      state: 'refused',
      detail: 'unreachable',
      share: 0,
      day: { accepted: 0 },
    })
    expect(second).toMatchObject({
      name: 'second',
      state: 'up',
      share: 100,
      hour: { accepted: 10, delivered: 8, failed: 1 },
    })
    expect(second?.day).toMatchObject({ accepted: 40, latencies: [18, 20] })
    expect(second?.halfHours).toHaveLength(48)
    expect(second?.halfHours.reduce((sum, texts) => sum + texts, 0)).toBe(40)
    const denied = { cause: { code: '42501' } }
    for (const forbidden of ['patients', 'deliveries', 'chains']) {
      const attempt = asOperator((tx) => tx.execute(sql`select * from ${sql.identifier(forbidden)}`))
      await expect(attempt, forbidden).rejects.toMatchObject(denied)
    }
    await expect(asOperator((tx) => tx.execute(sql`select transport from provider_accounts`))).rejects.toMatchObject(
      denied,
    )
  })

  test('a clinic sees that a channel is down, when none of its accounts carries anything', async () => {
    const ctx = await aChain()
    const down = async () => (await inChain(ctx, (tx) => countNeedingAttention(tx, ctx))).channelsDown
    await tell({ first: 'refused', second: 'up' })
    expect(await down()).toEqual([])
    await tell({ first: 'refused', second: 'down' })
    expect(await down()).toEqual(['sms'])
    await expect(inChain(ctx, (tx) => tx.execute(sql`select transport from provider_accounts`))).rejects.toMatchObject({
      cause: { code: '42501' },
    })
  })
})
