import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'

import { arrayLiteral } from '#db/array-literal.ts'
import { db, sql } from '#db/client.ts'
import { moveAppointment } from '#lib/appointments/move.ts'
import { setAppointmentStatus } from '#lib/appointments/set-status.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { tickPlanner } from '#lib/planner/tick.ts'
import { awaitReminderRules, planReminders } from '#lib/reminders/plan.ts'
import { replanReminders } from '#lib/reminders/replan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, testDatabase } from '#tests/database.ts'
import { aRule, switchOn } from '#tests/reminders.ts'
import { accepted, scriptedProvider } from '#tests/scripted-provider.ts'

// People move and cancel appointments while planners write texts about them, lanes hand these over, and a rule is changed again and
// again. The witness is the database
// itself: at the commit of each `submitting` it compares what the text tells with the appointment as it is then.
// RACES=100000 npx vitest run --project db lib/reminders/races.db.test.ts

testDatabase()

const RACES = Number(process.env.RACES ?? 400)
const APPOINTMENTS = 240
/** Of the changes this share comes as an import brings them: several visits in one transaction, each of them a race. */
const IMPORTS = 0.3
const LARGEST_IMPORT = 60
const MOVERS = 4
const PLANNERS = 2
const LANES = 2
const EUROS = 100_000
const BREATH_MILLISECONDS = 5
const BETWEEN_RULES_MILLISECONDS = 500
const LONGEST_MILLISECONDS = 3_600_000

test(
  `${RACES} moves and cancellations against planners, hand-over and changes of the rule: no text about a time that was superseded`,
  async () => {
    const ctx = await aFullWeek()
    await postWitness()
    const provider = scriptedProvider(() => accepted(), { windowSize: 20 })
    const done = new AbortController()

    const others = [
      ...Array.from({ length: PLANNERS }, () => until(done.signal, () => tickPlanner({ limit: 25 }))),
      ...Array.from({ length: LANES }, () =>
        until(done.signal, () => handOverBatches({ line: smsLine(provider), windowSize: 10, stopping: done.signal })),
      ),
      until(done.signal, () => changeMind(ctx)),
    ]
    const outcomes = { moved: 0, cancelled: 0, reinstated: 0, refused: 0 }
    const dice = randomFrom(Number(process.env.SEED ?? 4))
    let left = RACES
    const movers = Array.from({ length: MOVERS }, async () => {
      const visits = await visitsOf(ctx)
      while (left > 0) {
        const { outcome, races } = await shake(ctx, visits, dice)
        outcomes[outcome] += races
        left -= races
      }
    })
    await Promise.all(movers)
    done.abort()
    await Promise.all(others)
    await tickPlanner()
    await handOverBatches({ line: smsLine(provider), windowSize: 10, stopping: new AbortController().signal })

    const seen = await report(ctx)
    if (process.env.RACES) console.log({ ...outcomes, ...seen, handedOver: provider.sent.length })
    expect(seen).toMatchObject({ superseded: 0, told: 0, unsettled: 0 })
    // On a busy machine more of them are moved before their text is due.
    expect(provider.sent.length).toBeGreaterThan(APPOINTMENTS / 8)
    // What was kept back when the lanes were stopped has had its `submitting` twice.
    expect(seen.witnessed).toBeGreaterThanOrEqual(provider.sent.length)
    expect(seen.suppressed).toBeGreaterThan(0)
    expect(new Set(provider.sent.map(({ deliveryId }) => deliveryId)).size).toBe(provider.sent.length)
  },
  LONGEST_MILLISECONDS,
)

test('the witness does see a text about a time that was superseded', async () => {
  const ctx = await aFullWeek()
  await postWitness()
  await tickPlanner()
  await db().transaction(async (tx) => {
    await tx.execute(
      sql`update appointments set starts_at = starts_at + interval '1 hour' where chain_id = ${ctx.chainId}`,
    )
    await tx.execute(sql`update deliveries set status = 'submitting' where chain_id = ${ctx.chainId}`)
  })
  const { superseded } = await report(ctx)
  expect(superseded).toBeGreaterThan(0)
})

/** Visits from an hour to two days ahead, each of its own patient, under a rule a day before and one about changed times. */
async function aFullWeek(): Promise<Ctx> {
  const ctx = await aChain({ euros: EUROS })
  const clinic = await aClinic(ctx, { opensAt: '00:00', closesAt: '23:59', zone: 'UTC' })
  await switchOn(ctx, 'reminders')
  await aRule(ctx, { moment: 'before_visit', minutes: 24 * 60 })
  await aRule(ctx, { moment: 'time_changed' })
  await db().execute(sql`
    insert into patients (chain_id, clinic_id, code, first_name, language, phone, phone_typed, phone_kind, phone_country)
    select ${ctx.chainId}::uuid, ${clinic.id}::uuid, 'p' || n, 'Mari', 'et', number, number, 'mobile', 'EE'
    from generate_series(1, ${APPOINTMENTS}::int) n cross join lateral (select '+3725' || lpad(n::text, 7, '0') as number) as numbered`)
  await db().execute(sql`
    insert into appointments (chain_id, code, patient_id, clinic_id, starts_at, status, version_at)
    select chain_id, code, id, clinic_id, now() + make_interval(mins => 60 + (random() * 2800)::int), 'scheduled', now() - interval '7 days'
    from patients where chain_id = ${ctx.chainId}`)
  const weekAgo = new Date(Date.now() - 7 * 86_400_000)
  const ids = (await visitsOf(ctx)).map(({ id }) => id)
  await inChain(ctx, (tx) => planReminders(tx, ctx, ids, weekAgo))
  return ctx
}

/** At the commit of each `submitting`: what it tells, and the appointment as it is now. */
async function postWitness(): Promise<void> {
  await db().execute(sql`
    create table if not exists witness (delivery_id uuid, told_version integer, version_now integer, status_now text)`)
  await db().execute(sql`
    create or replace function bear_witness() returns trigger language plpgsql security definer as $$
    begin
      insert into witness
      select new.id, r.appointment_version, a.version, a.status
      from reminders r join appointments a on a.chain_id = r.chain_id and a.id = r.appointment_id
      where r.chain_id = new.chain_id and r.delivery_id = new.id;
      return null;
    end $$`)
  const [partition] = await db().execute<{ name: string }>(
    sql`select 'deliveries_' || to_char(now() at time zone 'UTC', 'YYYY_MM') as name`,
  )
  const table = sql.raw(partition?.name ?? '')
  await db().execute(sql`drop trigger if exists bear_witness on ${table}`)
  await db().execute(sql`
    create constraint trigger bear_witness after update of status on ${table} deferrable initially deferred for each row
    when (new.status = 'submitting' and old.status <> 'submitting' and new.kind = 'reminder') execute function bear_witness()`)
}

/** The rule's moment goes an hour back or on, and what is planned under it is planned anew in ranges. */
async function changeMind(ctx: Ctx): Promise<void> {
  await db().execute(sql`
    update reminder_rules set minutes = 48 * 60 - minutes - 60, version = version + 1 where chain_id = ${ctx.chainId} and moment = 'before_visit'`)
  await replanReminders(ctx, ctx, { rangeSize: 40 })
  await pause(BETWEEN_RULES_MILLISECONDS)
}

type Outcome = 'moved' | 'cancelled' | 'reinstated' | 'refused'

async function shake(
  ctx: Ctx,
  visits: readonly Visit[],
  dice: () => number,
): Promise<{ outcome: Outcome; races: number }> {
  const now = { ...ctx, now: new Date() }
  const throwOf = dice()
  const { id: appointmentId, clinicId } = visits[Math.floor(dice() * visits.length)] as Visit
  try {
    if (throwOf < IMPORTS) {
      const from = Math.floor(dice() * visits.length)
      const some = visits.slice(from, from + 1 + Math.floor(dice() * LARGEST_IMPORT))
      await importMoves(now, some, dice)
      return { outcome: 'moved', races: some.length }
    }
    if (throwOf < IMPORTS + 0.1) {
      await setAppointmentStatus(now, { appointmentId, status: 'cancelled' })
      return { outcome: 'cancelled', races: 1 }
    }
    if (throwOf < IMPORTS + 0.2) {
      await setAppointmentStatus(now, { appointmentId, status: 'scheduled' })
      return { outcome: 'reinstated', races: 1 }
    }
    const localTime = sometimeSoon(now, dice).toISOString().slice(0, 16)
    await moveAppointment(now, { appointmentId, clinicId, localTime, durationMinutes: 30, overlapAgreed: true })
    return { outcome: 'moved', races: 1 }
  } catch (error) {
    if (error instanceof Refusal) return { outcome: 'refused', races: 1 }
    throw error
  }
}

/** As lib/imports/apply.ts does: other times, and sometimes another status, of visits in the order of their codes. */
async function importMoves(ctx: Ctx, visits: readonly Visit[], dice: () => number): Promise<void> {
  const moves = visits.map(({ id }) => ({ id, at: sometimeSoon(ctx, dice).toISOString(), cancelled: dice() < 0.15 }))
  const column = (values: (string | boolean)[]) => arrayLiteral(values.map(String))
  await inChain(ctx, async (tx) => {
    await awaitReminderRules(tx, ctx)
    await tx.execute(sql`
      select from appointments where chain_id = ${ctx.chainId} and id = any(${column(moves.map(({ id }) => id))}::uuid[])
      order by code for update`)
    await tx.execute(sql`
      update appointments a set starts_at = m.at, status = case when m.cancelled then 'cancelled' else 'scheduled' end
      from unnest(${column(moves.map(({ id }) => id))}::uuid[], ${column(moves.map(({ at }) => at))}::timestamptz[],
        ${column(moves.map(({ cancelled }) => cancelled))}::boolean[]) as m (id, at, cancelled)
      where a.chain_id = ${ctx.chainId} and a.id = m.id`)
    await planReminders(
      tx,
      ctx,
      moves.map(({ id }) => id),
    )
  })
}

function sometimeSoon({ now }: Ctx, dice: () => number): Date {
  return new Date(now.getTime() + (30 + dice() * 2800) * 60_000)
}

async function report({ chainId }: Ctx) {
  const [row] = await db().execute<{
    superseded: number
    witnessed: number
    suppressed: number
    told: number
    unsettled: number
  }>(sql`
    select
      (select count(*)::int from witness w join deliveries d on d.id = w.delivery_id
        where d.chain_id = ${chainId} and (w.told_version <> w.version_now or w.status_now not in ('scheduled', 'confirmed', 'out_of_reach'))) as superseded,
      (select count(*)::int from witness w join deliveries d on d.id = w.delivery_id where d.chain_id = ${chainId}) as witnessed,
      (select count(*)::int from deliveries where chain_id = ${chainId} and status = 'suppressed') as suppressed,
      -- One version is told once under each rule.
      (select count(*)::int from (
        select from reminders r join deliveries d on d.chain_id = r.chain_id and d.month = r.month and d.id = r.delivery_id
        where r.chain_id = ${chainId} and d.status = 'accepted' group by r.appointment_id, r.appointment_version, r.rule_id having count(*) > 1
      ) as twice) as told,
      (select count(*)::int from accounts a where a.chain_id = ${chainId}
        and a.spent_micro <> (select coalesce(sum(price_micro), 0) from deliveries d where d.chain_id = ${chainId} and d.status = 'accepted')) as unsettled`)
  if (!row) throw new Error('no report')
  return row
}

type Visit = { id: string; clinicId: string }

async function visitsOf({ chainId }: Ctx): Promise<Visit[]> {
  return db().execute<Visit>(
    sql`select id, clinic_id as "clinicId" from appointments where chain_id = ${chainId} order by code`,
  )
}

/** A breath between two rounds leaves the machine to those who move. */
async function until(signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    await work()
    await pause(BREATH_MILLISECONDS)
  }
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
