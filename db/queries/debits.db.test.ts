import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { SQL } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import type { Debit, DebitDay, DebitFilter } from '#db/queries/debits.ts'
import { listDebitDays, sumDebits } from '#db/queries/debits.ts'
import { moveDeliveryDays } from '#db/queries/status-changes.ts'
import { dayPlus } from '#lib/core/calendar-day.ts'
import { purseOf } from '#lib/core/delivery-money.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { DELIVERY_STATUSES } from '#lib/core/delivery-status.ts'
import type { ChangeSum } from '#lib/core/status-change.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, testDatabase } from '#tests/database.ts'
import { somebodyWaits } from '#tests/somebody-waits.ts'

testDatabase()

const FIRST_DAY = '2025-09-01'
const DAYS = 430
const LANGUAGES = ['et', 'ru', 'en']
const KINDS = ['reminder', 'bulk', 'greeting', 'recall', 'private']

type Move = Pick<ChangeSum, 'from' | 'to' | 'freeIfUndelivered'> & {
  day: number
  clinic: number
  kind: number
  language: number
  texts: number
}

/** The ways of a text, with the price that comes back to those that do not arrive. */
const aMove: fc.Arbitrary<Move> = fc.record({
  day: fc.nat(DAYS - 1),
  clinic: fc.nat(1),
  kind: fc.nat(KINDS.length - 1),
  language: fc.nat(LANGUAGES.length - 1),
  texts: fc.integer({ min: 1, max: 9 }),
  from: fc.constantFrom<(DeliveryStatus | null)[]>(null, 'planned', 'submitting', 'unknown', 'accepted', 'undelivered'),
  to: fc.constantFrom(...DELIVERY_STATUSES),
  freeIfUndelivered: fc.boolean(),
})

async function aChainWithClinics(): Promise<{ ctx: Ctx; clinicIds: string[] }> {
  const ctx = await aChain()
  const clinics = [await aClinic(ctx), await aClinic(ctx)]
  return { ctx, clinicIds: clinics.map(({ id }) => id) }
}

function sumOf(ctx: Ctx, clinicIds: string[], move: Move): ChangeSum {
  const { texts, from, to, freeIfUndelivered } = move
  return {
    chainId: ctx.chainId,
    campaignId: null,
    clinicId: clinicIds[move.clinic] ?? null,
    day: dayPlus(FIRST_DAY, move.day),
    kind: KINDS[move.kind] ?? '',
    channel: move.texts % 2 === 0 ? 'sms' : 'email',
    language: LANGUAGES[move.language] ?? '',
    segments: texts * 2,
    holdId: null,
    from,
    to,
    freeIfUndelivered,
    firstDeliveryId: randomUUID(),
    texts,
    costMicro: texts * 45_000,
  }
}

/** Months against their days, by every key: what must be empty at any moment. */
async function monthsThatDiffer({ chainId }: Ctx): Promise<unknown[]> {
  return db().execute(sql`
    with day as (
      select date_trunc('month', day)::date as month, clinic_id, kind, language, sum(texts) as texts, sum(segments) as segments, sum(cost_micro) as cost
      from delivery_days where chain_id = ${chainId} and status in ('accepted', 'undelivered', 'expired', 'delivered') group by 1, 2, 3, 4
    ), month as (
      select month, clinic_id, kind, language, texts, segments, cost_micro as cost from debit_months where chain_id = ${chainId}
    )
    select * from day full join month using (month, clinic_id, kind, language)
    where (coalesce(day.texts, 0), coalesce(day.segments, 0), coalesce(day.cost, 0))
      <> (coalesce(month.texts, 0), coalesce(month.segments, 0), coalesce(month.cost, 0))`)
}

/** The same sums from days alone, as anybody would write them. */
async function fromDays({ chainId }: Ctx, { from, to, clinicId, language }: DebitFilter, key: SQL): Promise<string[]> {
  const rows = await db().execute<{ line: string }>(sql`
    select concat_ws(' ', ${key}, sum(texts), sum(segments), sum(cost_micro)) as line from delivery_days
    where chain_id = ${chainId} and day between ${from}::date and ${to}::date and status in ('accepted', 'undelivered', 'expired', 'delivered')
      ${clinicId ? sql`and clinic_id = ${clinicId}` : sql``} ${language ? sql`and language = ${language}` : sql``}
    group by ${key} having sum(texts) > 0`)
  return rows.map(({ line }) => line).toSorted()
}

/** As days were moved before there were months. */
async function moveByHand(sum: ChangeSum): Promise<void> {
  const { chainId, day, clinicId, kind, channel, language, to, texts, segments, costMicro } = sum
  for (const [by, micro] of [
    [texts + 1, costMicro + 1],
    [-1, -1],
  ]) {
    await asWorker((tx) =>
      tx.execute(sql`
        insert into delivery_days as t (chain_id, day, clinic_id, kind, channel, language, status, texts, segments, cost_micro)
        values (${chainId}, ${day}, ${clinicId}, ${kind}, ${channel}, ${language}, ${to}, ${by}, ${segments}, ${micro})
        on conflict (chain_id, day, clinic_id, kind, channel, language, status) do update set
          texts = t.texts + excluded.texts, segments = t.segments + excluded.segments, cost_micro = t.cost_micro + excluded.cost_micro`),
    )
  }
}

describe('what texts cost, by months and by days', () => {
  test('is the same for any days, clinic and language, whatever became of texts', async () => {
    const { ctx, clinicIds } = await aChainWithClinics()
    const moves = fc.sample(aMove, { numRuns: 900, seed: 7 })
    for (let at = 0; at < moves.length; at += 30) {
      const step = moves.slice(at, at + 30).map((move) => sumOf(ctx, clinicIds, move))
      await asWorker((tx) => moveDeliveryDays(tx, step))
    }
    expect(await monthsThatDiffer(ctx)).toEqual([])
    // Of every key something is there in the end, so that a mistake would show.
    await db().execute(sql`
      insert into delivery_days (chain_id, day, clinic_id, kind, channel, language, status, texts, segments, cost_micro)
      select ${ctx.chainId}, ${FIRST_DAY}::date + n, clinic_id, 'bulk', 'sms', 'et', 'delivered', 1000 + n, 2000, 3000
      from generate_series(0, ${DAYS - 1}::int) as n, unnest(${`{${clinicIds.join(',')}}`}::uuid[]) as clinic_id
      on conflict (chain_id, day, clinic_id, kind, channel, language, status) do update set texts = delivery_days.texts + excluded.texts`)

    const period = fc.record({
      begin: fc.integer({ min: -40, max: DAYS }),
      length: fc.integer({ min: 1, max: DAYS }),
      clinic: fc.option(fc.nat(1), { nil: undefined }),
      language: fc.option(fc.constantFrom(...LANGUAGES), { nil: undefined }),
    })
    await fc.assert(
      fc.asyncProperty(period, async ({ begin, length, clinic, language }) => {
        const from = dayPlus(FIRST_DAY, begin)
        const to = dayPlus(from, length - 1)
        const clinicId = clinic === undefined ? undefined : clinicIds[clinic]
        const filter: DebitFilter = { from, to, bucket: 'month', clinicId, language }
        const sums = await inChain(ctx, (tx) => sumDebits(tx, ctx, filter))
        const lines = (rows: readonly Debit[], keyOf: (index: number) => string) =>
          rows.map(({ texts, segments, costMicro }, at) => [keyOf(at), texts, segments, costMicro].join(' ')).toSorted()
        const ofTime = sql`date_trunc('month', day)::date || ' ' || kind`
        expect(lines(sums.byTime, (at) => `${sums.byTime[at]?.at} ${sums.byTime[at]?.kind}`)).toEqual(
          await fromDays(ctx, filter, ofTime),
        )
        expect(lines(sums.byClinic, (at) => sums.byClinic[at]?.clinicId ?? '')).toEqual(
          await fromDays(ctx, filter, sql`clinic_id::text`),
        )
        expect(lines(sums.byLanguage, (at) => sums.byLanguage[at]?.language ?? '')).toEqual(
          await fromDays(ctx, filter, sql`language`),
        )
      }),
      { numRuns: 120 },
    )
  }, 60_000)

  test('is the same in the file, read page by page', async () => {
    const { ctx, clinicIds } = await aChainWithClinics()
    const moves = fc.sample(aMove, { numRuns: 300, seed: 5 }).map((move) => ({ ...move, from: null }))
    await asWorker((tx) =>
      moveDeliveryDays(
        tx,
        moves.map((move) => sumOf(ctx, clinicIds, move)),
      ),
    )
    const filter: DebitFilter = { from: dayPlus(FIRST_DAY, 9), to: dayPlus(FIRST_DAY, 390), bucket: 'month' }
    const rows: DebitDay[] = []
    let page: DebitDay[]
    do {
      page = await inChain(ctx, (tx) => listDebitDays(tx, ctx, filter, { after: rows.at(-1), limit: 7 }))
      rows.push(...page)
    } while (page.length > 0)
    const { byTime } = await inChain(ctx, (tx) => sumDebits(tx, ctx, filter))
    const total = (of: readonly Debit[], name: keyof Debit) => of.reduce((sum, row) => sum + row[name], 0)
    expect(rows.length).toBeGreaterThan(50)
    for (const name of ['texts', 'segments', 'costMicro'] as const) expect(total(rows, name)).toBe(total(byTime, name))
  })

  test('moves with the month of a text that is heard of long after that month is over', async () => {
    const { ctx, clinicIds } = await aChainWithClinics()
    const text = { day: 3, clinic: 0, kind: 0, language: 0, texts: 1, freeIfUndelivered: true }
    const monthsOf = async () => {
      const filter = { from: '2025-09-01', to: '2025-09-30', bucket: 'month' } as const
      const { byTime } = await inChain(ctx, (tx) => sumDebits(tx, ctx, filter))
      return byTime.map(({ at, texts, costMicro }) => ({ at, texts, costMicro }))
    }
    const come = (from: DeliveryStatus | null, to: DeliveryStatus) =>
      asWorker((tx) => moveDeliveryDays(tx, [sumOf(ctx, clinicIds, { ...text, from, to })]))
    await come(null, 'planned')
    expect(await monthsOf()).toEqual([])
    await come('planned', 'accepted')
    expect(await monthsOf()).toEqual([{ at: '2025-09-01', texts: 1, costMicro: 45_000 }])
    await come('accepted', 'undelivered')
    expect(await monthsOf()).toEqual([{ at: '2025-09-01', texts: 1, costMicro: 0 }])
    await come('undelivered', 'delivered')
    expect(await monthsOf()).toEqual([{ at: '2025-09-01', texts: 1, costMicro: 45_000 }])
  })

  test('stays the same while two workers and the receipts of old months move the same months at once', async () => {
    const { ctx, clinicIds } = await aChainWithClinics()
    // Three days of two months: everybody meets everybody, in days and in months, now and then with none in common but the month.
    const moves = fc.sample(aMove, { numRuns: 360, seed: 11 }).map((move) => ({ ...move, day: (move.day % 3) * 29 }))
    const worker = async (own: Move[]) => {
      for (let at = 0; at < own.length; at += 4) {
        const step = own.slice(at, at + 4).map((move) => sumOf(ctx, clinicIds, move))
        await asWorker((tx) => moveDeliveryDays(tx, step))
      }
    }
    await Promise.all([0, 1, 2].map((number) => worker(moves.filter((_move, index) => index % 3 === number))))
    expect(await monthsThatDiffer(ctx)).toEqual([])
  }, 30_000)

  test('waits in the second of two transactions for the first, and has both then', async () => {
    const { ctx, clinicIds } = await aChainWithClinics()
    const accepted = { clinic: 0, kind: 0, language: 0, texts: 1, from: null, to: 'accepted' } as const
    const sumsOf = (day: number) => [sumOf(ctx, clinicIds, { ...accepted, day })]
    const first = Promise.withResolvers<void>()
    const moved = Promise.withResolvers<void>()
    const one = asWorker(async (tx) => {
      await moveDeliveryDays(tx, sumsOf(1))
      moved.resolve()
      await first.promise
    })
    await moved.promise
    let hasBoth = false
    const other = asWorker((tx) => moveDeliveryDays(tx, sumsOf(2))).then(() => (hasBoth = true))
    await somebodyWaits()
    expect(hasBoth).toBe(false)
    first.resolve()
    await Promise.all([one, other])
    const [month] = await db().execute(sql`select texts from debit_months where chain_id = ${ctx.chainId}`)
    expect(month).toEqual({ texts: 2 })
  })

  test.each([
    ['a worker', (sum: ChangeSum) => asWorker((tx) => moveDeliveryDays(tx, [sum]))],
    ['a process that is older than months, or a hand', moveByHand],
  ])('counts the statuses in which a text costs, and no other, moved by %s', async (_who, moveDay) => {
    const { ctx, clinicIds } = await aChainWithClinics()
    const counted: DeliveryStatus[] = []
    for (const [index, to] of DELIVERY_STATUSES.entries()) {
      const move = { day: index * 31, clinic: 0, kind: 0, language: 0, texts: 1, from: null, to }
      await moveDay(sumOf(ctx, clinicIds, move))
      const [row] = await db().execute<{ texts: number }>(sql`
        select sum(texts)::int as texts from debit_months where chain_id = ${ctx.chainId}`)
      if ((row?.texts ?? 0) > counted.length) counted.push(to)
    }
    expect(counted).toEqual(DELIVERY_STATUSES.filter((status) => purseOf(status) === 'spent'))
  })

  test('of days that were there before there were months is what the migration made of them, and goes with days that go', async () => {
    const { ctx, clinicIds } = await aChainWithClinics()
    const moves = fc.sample(aMove, { numRuns: 60, seed: 3 }).map((move) => sumOf(ctx, clinicIds, move))
    await asWorker((tx) => moveDeliveryDays(tx, moves))
    await db().execute(sql`truncate debit_months`)
    const migration = await readFile('db/migrations/0181_debit_months.sql', 'utf8')
    const [backFill] = /(?<=to the end of this transaction\.\n)insert into debit_months[^;]+;/.exec(migration) ?? []
    await db().execute(sql.raw(backFill ?? ''))
    expect(await monthsThatDiffer(ctx)).toEqual([])
    await db().execute(sql`delete from delivery_days where chain_id = ${ctx.chainId} and language <> 'et'`)
    expect(await monthsThatDiffer(ctx)).toEqual([])
  })
})
