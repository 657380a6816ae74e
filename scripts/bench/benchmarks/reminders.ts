import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Sql } from 'postgres'

import { migrate } from '#db/migrate.ts'
import { moveAppointment } from '#lib/appointments/move.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { lanesFor } from '#lib/deliveries/lanes.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { tickPlanner } from '#lib/planner/tick.ts'
import { createSandbox } from '#lib/providers/sandbox.ts'
import { replanReminders } from '#lib/reminders/replan.ts'
import { sendDueReminders } from '#lib/reminders/send-due.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { setEnv } from '#lib/runtime/env.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import { byHand, SECRET } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { interleaved, median, millisecondsOf, percentile } from '#scripts/bench/measure.ts'
import { chainsWithVisits } from '#scripts/bench/visits.ts'

/** Both chains as they are made, for this run and, with --keep, for later ones of the same day. */
const READY = 'visits-ahead'
const FEW = 10_000
const TAKEN = 1_000
const ROUNDS = 5
const STORM = 100_000
const LANES = 4
const BOOKING_EACH_MILLISECONDS = 50
/** Lanes that found nothing look again after this; those of a worker are also woken. */
const LOOK_MILLISECONDS = 250

/**
 * Reminders of a chain that has as many visits ahead as the bench has patients: a tick beside the same tick of a chain with 10,000;
 * planning anew after a change of the rule while people book; and 100,000 that fall due in one minute, beside their hand-over alone.
 */
export async function run({ databases, settings, tell }: Bench): Promise<Entry[]> {
  await databases.empty(READY, (url) => prepare(url, { settings, tell }))
  const database = await databases.duplicate(READY, 'reminders')
  setEnv({ DATABASE_URL: database.url, SECRET })
  const entries = await byHand(database.url, async (sql) => {
    const [many, few] = [await chainNamed(sql, 'many'), await chainNamed(sql, 'few')]
    const replanned = await planAnew(sql, many)
    // A million rows that were written twice are nothing that a tick has to do with.
    await sql`vacuum analyze`
    await readOnce(sql)
    return [...replanned, await tick(sql, many, few), await storm(sql, many, settings.patients)]
  })
  await database.drop()
  return entries
}

/** Both chains, all their visits planned; what was written at once must be what the planner would write. */
async function prepare(url: string, { settings, tell }: Pick<Bench, 'settings' | 'tell'>): Promise<void> {
  await migrate(url)
  setEnv({ DATABASE_URL: url, SECRET })
  await byHand(url, async (sql) => {
    tell(`Making visits: ${settings.patients.toLocaleString('en')} and ${FEW.toLocaleString('en')} …`)
    await chainsWithVisits(sql, { many: settings.patients, few: FEW })
    const few = await chainNamed(sql, 'few')
    const planned = () => sql`
      select count(*) as rows, sum(hashtextextended(r::text, 0)) as contents from reminders r where chain_id = ${few.chainId}`
    const before = await planned()
    await replanReminders(few, few)
    if (!isDeepStrictEqual(await planned(), before)) throw new Error('the planner would have planned otherwise')
  })
}

/** Puts both chains into memory, as a day's work leaves them: how fast the disk is says nothing of a tick. */
async function readOnce(sql: Sql): Promise<void> {
  await sql`create extension if not exists pg_prewarm`
  await sql`
    select pg_prewarm(c.oid) from pg_class c
    where c.oid in ('patients'::regclass, 'appointments'::regclass, 'reminders'::regclass)
      or c.oid in (select indexrelid from pg_index where indrelid in ('patients'::regclass, 'appointments'::regclass, 'reminders'::regclass))`
}

async function planAnew(sql: Sql, ctx: Ctx): Promise<Entry[]> {
  await sql`update reminder_rules set minutes = 23 * 60, version = version + 1 where chain_id = ${ctx.chainId}`
  const done = new AbortController()
  const waits: number[] = []
  const booking = book(sql, ctx, done.signal, waits)
  const milliseconds = await millisecondsOf(() => replanReminders(ctx, ctx))
  done.abort()
  await booking
  return [
    entryOf({ name: 'replan', ours: milliseconds / 1000, unit: 's', goal: { atMost: 60 } }),
    entryOf({ name: 'replan-booking', ours: percentile(waits, 95), unit: 'ms (p95)', goal: { atMost: 100 } }),
  ]
}

/** Somebody moves appointments all the while. */
async function book(sql: Sql, ctx: Ctx, signal: AbortSignal, waits: number[]): Promise<void> {
  const rows = await sql<{ id: string; clinicId: string }[]>`
    select id, clinic_id as "clinicId" from appointments where chain_id = ${ctx.chainId} order by md5(id::text) limit 5000`
  for (const [index, { id: appointmentId, clinicId }] of rows.entries()) {
    if (signal.aborted) return
    const localTime = new Date(Date.now() + (40 + (index % 20)) * 86_400_000).toISOString().slice(0, 16)
    const input = { appointmentId, clinicId, localTime, durationMinutes: 30 }
    waits.push(await millisecondsOf(() => moveAppointment({ ...ctx, now: new Date() }, input)))
    await pause(BOOKING_EACH_MILLISECONDS)
  }
}

async function tick(sql: Sql, many: Ctx, few: Ctx): Promise<Entry> {
  const once = async (ctx: Ctx) => {
    await makeDue(sql, ctx, TAKEN)
    return millisecondsOf(async () => {
      if ((await sendDueReminders(ctx, { limit: TAKEN + 1 })) !== TAKEN) throw new Error('other reminders were due')
    })
  }
  const times = await interleaved({ ours: () => once(many), reference: () => once(few) }, { rounds: ROUNDS })
  return entryOf({
    name: 'planner-tick',
    ours: median(times.ours),
    reference: median(times.reference),
    unit: `ms for ${TAKEN}`,
    goal: { atMostTimes: 1.2 },
  })
}

async function storm(sql: Sql, ctx: Ctx, visits: number): Promise<Entry> {
  await handOverAll()
  const texts = Math.min(STORM, Math.floor(visits / 3))
  await makeDue(sql, ctx, texts)
  await tickPlanner()
  const alone = await millisecondsOf(() => handOverAll())

  await makeDue(sql, ctx, texts)
  const ours = await millisecondsOf(() => handOverAll(tickPlanner()))
  const [left] = await sql<{ planned: number }[]>`
    select count(*)::int as planned from deliveries where chain_id = ${ctx.chainId} and status = 'planned'`
  if (left?.planned !== 0) throw new Error('not everything was handed over')
  return entryOf({
    name: 'due-storm',
    ours: ours / 1000,
    reference: alone / 1000,
    unit: `s for ${texts.toLocaleString('en')}`,
    goal: { atMostTimes: 1, plus: 15 },
  })
}

/** Lanes that look again, each by itself, until nothing is due any more and nobody plans. */
async function handOverAll(planning?: Promise<unknown>): Promise<void> {
  const line = smsLine(createSandbox('sms'))
  const { lanes, windowSize } = lanesFor(line.provider.windowSize, LANES)
  const stopping = new AbortController().signal
  let planned = !planning
  const planner = planning?.finally(() => {
    planned = true
  })
  const lane = async () => {
    for (;;) {
      const isLast = planned
      const { idle } = await handOverBatches({ line, windowSize, stopping })
      if (idle && isLast) return
      if (idle) await pause(LOOK_MILLISECONDS)
    }
  }
  await Promise.all([planner, ...Array.from({ length: lanes }, lane)])
}

/** As if the clock had come to the latest of the reminders that lie ahead. */
async function makeDue(sql: Sql, { chainId }: Ctx, count: number): Promise<void> {
  await sql`
    update reminders r set due_at = now() - interval '1 second'
    from (select appointment_id from reminders where chain_id = ${chainId} and status = 'planned' order by due_at desc limit ${count}) as due
    where r.chain_id = ${chainId} and r.appointment_id = due.appointment_id and r.status = 'planned'`
}

async function chainNamed(sql: Sql, name: string): Promise<Ctx> {
  const [chain] = await sql<{ id: string }[]>`select id from chains where name = ${name}`
  return chainCtx(chain?.id ?? '')
}
