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

const FEW = 10_000
const TAKEN = 1_000
const ROUNDS = 5
const STORM = 100_000
const LANES = 4
const BOOKING_EACH_MILLISECONDS = 50

/**
 * Reminders of a chain that has as many visits ahead as the bench has patients: a tick beside the same tick of a chain with 10,000;
 * planning anew after a change of the rule while people book; and 100,000 that fall due in one minute, beside their hand-over alone.
 */
export async function run({ databases, settings, tell }: Bench): Promise<Entry[]> {
  const database = await databases.empty('reminders', (url) => prepare(url, { settings, tell }))
  setEnv({ DATABASE_URL: database.url, SECRET })
  const entries = await byHand(database.url, async (sql) => {
    const [many, few] = [await chainNamed(sql, 'many'), await chainNamed(sql, 'few')]
    return [...(await planAnew(sql, many)), await tick(sql, many, few), await storm(sql, many, settings.patients)]
  })
  await database.drop()
  return entries
}

/** Both chains, all their visits planned; with --keep it is there when a run breaks off before it has measured. */
async function prepare(url: string, { settings, tell }: Pick<Bench, 'settings' | 'tell'>): Promise<void> {
  await migrate(url)
  setEnv({ DATABASE_URL: url, SECRET })
  await byHand(url, async (sql) => {
    tell(`Making visits: ${settings.patients.toLocaleString('en')} and ${FEW.toLocaleString('en')} …`)
    for (const [name, visits] of [
      ['many', settings.patients],
      ['few', FEW],
    ] as const) {
      const ctx = await aChainOf(sql, name, visits)
      await sql`vacuum analyze appointments`
      await replanReminders(ctx, ctx)
    }
    await sql`vacuum analyze`
  })
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
    await new Promise((resolve) => setTimeout(resolve, BOOKING_EACH_MILLISECONDS))
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
  const alone = await millisecondsOf(handOverAll)

  await makeDue(sql, ctx, texts)
  const ours = await millisecondsOf(async () => {
    let planning = true
    const planned = tickPlanner().finally(() => {
      planning = false
    })
    while (planning) await handOverAll()
    await planned
    await handOverAll()
  })
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

async function handOverAll(): Promise<void> {
  const line = smsLine(createSandbox('sms'))
  const { lanes, windowSize } = lanesFor(line.provider.windowSize, LANES)
  const stopping = new AbortController().signal
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (!(await handOverBatches({ line, windowSize, stopping })).idle) {
        // until nothing is due
      }
    }),
  )
}

/** As if the clock had come to the latest of the reminders that lie ahead. */
async function makeDue(sql: Sql, { chainId }: Ctx, count: number): Promise<void> {
  await sql`
    update reminders r set due_at = now() - interval '1 second'
    from (select appointment_id from reminders where chain_id = ${chainId} and status = 'planned' order by due_at desc limit ${count}) as due
    where r.chain_id = ${chainId} and r.appointment_id = due.appointment_id and r.status = 'planned'`
}

/** A chain whose patients have a visit each, from two days to two months ahead, under one rule. */
async function aChainOf(sql: Sql, name: string, visits: number): Promise<Ctx> {
  const [chain] = await sql<{ id: string }[]>`
    insert into chains (name, sender_name, activated_at) values (${name}, 'Hambaravi', now()) returning id`
  const chainId = chain?.id ?? ''
  const euros = 10_000_000_000_000
  await sql`insert into accounts (chain_id, available_micro, topped_up_micro) values (${chainId}, ${euros}, ${euros})`
  const [clinic] = await sql<{ id: string }[]>`
    insert into clinics (chain_id, name, zone, opens_at, closes_at) values (${chainId}, 'Kesklinn', 'UTC', '00:00', '23:59:59') returning id`
  const clinicId = clinic?.id ?? ''
  await sql`
    insert into holidays (chain_id, day, closed)
    select ${chainId}, day, false from public_holidays('EE', extract(year from now())::int - 1, extract(year from now())::int + 3)`
  await sql`insert into automatic_switches (chain_id, category, enabled) values (${chainId}, 'reminders', true)`
  const [template] = await sql<{ id: string }[]>`
    insert into templates (chain_id, purpose, name) values (${chainId}, 'reminder', 'Meeldetuletus') returning id`
  await sql`
    insert into template_texts (chain_id, template_id, version, language, body, endings)
    values (${chainId}, ${template?.id ?? ''}, 1, 'et', '{first_name}, ootame Teid:', '{time,doctor,office}')`
  await sql`
    insert into reminder_rules (chain_id, moment, minutes, template_id, enabled)
    values (${chainId}, 'before_visit', 24 * 60, ${template?.id ?? ''}, true)`
  await sql`
    insert into patients (chain_id, clinic_id, code, first_name, last_name, language, phone, phone_typed, phone_kind, phone_country)
    select ${chainId}, ${clinicId}, 'p' || n, 'Mari', 'Maasikas', 'et', number, number, 'mobile', 'EE'
    from generate_series(1, ${visits}::int) n cross join lateral (select '+3725' || lpad(n::text, 7, '0') as number) as numbered`
  await sql`
    insert into appointments (chain_id, code, patient_id, clinic_id, starts_at, status, doctor, office)
    select chain_id, code, id, clinic_id, now() + make_interval(mins => 2880 + (random() * 86400)::int), 'scheduled', 'dr Tamm', '5'
    from patients where chain_id = ${chainId}`
  return chainCtx(chainId)
}

async function chainNamed(sql: Sql, name: string): Promise<Ctx> {
  const [chain] = await sql<{ id: string }[]>`select id from chains where name = ${name}`
  return chainCtx(chain?.id ?? '')
}
