import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import type { Moment } from '#lib/core/reminder-rule.ts'
import { countsFromBooking, reminderFor } from '#lib/core/reminder-rule.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aPatient, testDatabase } from '#tests/database.ts'
import type { RuleValues } from '#tests/reminders.ts'
import { aRule, switchOn } from '#tests/reminders.ts'

// Thousands of visits around both days on which clocks change, in several zones, booked at any hour: what the planner writes is held
// to lib/core/reminder-rule.ts, with instants that are found here by looking at the clock every five minutes rather than computed.

testDatabase()

// None of them opens or closes within the hour that comes twice: then the planner takes the later of the two, or the next day.
const PLACES = [
  { zone: 'Europe/Tallinn', opensAt: '09:00', closesAt: '20:00' },
  { zone: 'Europe/Tallinn', opensAt: '00:00', closesAt: '02:30' },
  { zone: 'Europe/Lisbon', opensAt: '08:30', closesAt: '12:00' },
  { zone: 'Atlantic/Azores', opensAt: '01:30', closesAt: '23:30' },
  { zone: 'Australia/Lord_Howe', opensAt: '10:00', closesAt: '18:00' },
]
const RULES: RuleValues[] = [
  { moment: 'when_made' },
  { moment: 'after_made', minutes: 45 },
  { moment: 'before_visit', minutes: 120, late: 'confirmation' },
  { moment: 'before_visit', minutes: 24 * 60, late: 'confirmation' },
  { moment: 'before_visit', minutes: 90 },
  { moment: 'day_before', days: 1, atLocal: '03:30', late: 'confirmation' },
  { moment: 'day_before', days: 3, atLocal: '12:00' },
]
/** In Tallinn clocks go on on 28 March and back on 31 October; Good Friday is the 26th. */
const AROUND = ['2027-03-25', '2027-10-28']
const VISITS_AT_EACH = 12
const SEEDS = [1, 2, 3]

test.each(SEEDS)('every visit gets of every rule what the rule says (seed %i)', { timeout: 300_000 }, async (seed) => {
  const ctx = await aFortnight(seed)
  const ids = await db().execute<{ id: string }>(sql`select id from appointments where chain_id = ${ctx.chainId}`)
  await inChain(ctx, (tx) =>
    planReminders(
      tx,
      ctx,
      ids.map(({ id }) => id),
      new Date('2027-01-01T00:00:00Z'),
    ),
  )

  const rows = await everyPair(ctx)
  expect(rows.length).toBe(PLACES.length * VISITS_AT_EACH * AROUND.length * RULES.length)
  const kinds = new Map<string, number>()
  for (const row of rows) {
    const expected = reminderFor(
      {
        moment: row.moment,
        lateBooking: row.lateBooking,
        hasTimeChanged: false,
        hasFromBooking: row.hasFromBooking,
        isNearestMissed: row.isNearestMissed,
      },
      { startsAt: new Date(row.startsAt), madeAt: new Date(row.madeAt), told: 'never' },
      { sendAt: instant(row.sendAt), firstAfterBooking: instant(row.firstAfter), now: new Date(0) },
    )
    const written = row.status === null ? null : `${row.kind} ${row.status} ${row.reason ?? row.dueAt}`
    const wanted =
      expected &&
      `${expected.kind} ${expected.status} ${'reason' in expected ? expected.reason : expected.dueAt.getTime()}`
    expect(written, JSON.stringify(row)).toBe(wanted)
    kinds.set(
      `${row.kind} ${row.reason ?? row.status}`,
      (kinds.get(`${row.kind} ${row.reason ?? row.status}`) ?? 0) + 1,
    )
  }
  // Else the property would hold of nothing.
  expect([...kinds.keys()]).toEqual(
    expect.arrayContaining(['reminder planned', 'confirmation planned', 'reminder late_booking']),
  )
})

async function aFortnight(seed: number): Promise<Ctx> {
  const ctx = await aChain()
  await switchOn(ctx, 'reminders')
  // By e-mail nothing counts from the booking, so that late bookings are confirmed.
  for (const rule of RULES) {
    if (!countsFromBooking(rule.moment)) await aRule(ctx, { ...rule, channel: 'email' })
    else await aRule(ctx, rule)
  }
  await db().execute(sql`select setseed(${seed / 10})`)
  for (const [index, place] of PLACES.entries()) {
    const clinic = await aClinic(ctx, place)
    const patient = await aPatient(ctx, clinic)
    await db().execute(sql`
      insert into appointments (chain_id, code, patient_id, clinic_id, starts_at, status, version_at)
      select ${ctx.chainId}::uuid, ${`${index} `} || day || n, ${patient.id}::uuid, ${clinic.id}::uuid, starts_at, 'scheduled',
        starts_at - interval '5 minutes' * (case n % 3 when 0 then 2 + abs(hashtext(day || n || ${seed})) % 60
          when 1 then abs(hashtext(n || day || ${seed})) % 600 else abs(hashtext(day || ${seed} || n)) % 4000 end)
      from unnest(${sql.param(AROUND)}::text[]) as day, generate_series(1, ${VISITS_AT_EACH}::int) as n
      cross join lateral (
        select (day::date + make_interval(mins => (abs(hashtext(${seed} || day || n || ${index})) % (6 * 288)) * 5)) at time zone ${place.zone} as starts_at
      ) as visit`)
  }
  return ctx
}

type Pair = {
  moment: Moment
  lateBooking: 'confirmation' | 'skip'
  hasFromBooking: boolean
  isNearestMissed: boolean
  startsAt: number
  madeAt: number
  sendAt: number | null
  firstAfter: number | null
  kind: string | null
  status: string | null
  reason: string | null
  dueAt: number | null
}

/** Each visit with each rule: the instants by looking at four days, and what the planner wrote. */
async function everyPair({ chainId }: Ctx): Promise<Pair[]> {
  const open = (at: ReturnType<typeof sql>) => sql`
    (${at} at time zone zone)::time >= opens_at and (${at} at time zone zone)::time < closes_at and (${at} at time zone zone)::date <> all(closed_on)`
  // In a list of columns the clock is looked at until it is right, not four days ahead.
  const nearestAfter = (from: ReturnType<typeof sql>) => sql`
    select t from (select generate_series(${from}, ${from} + interval '4 days', interval '5 minutes') as t) as clock where ${open(sql`t`)} limit 1`
  const milliseconds = (at: ReturnType<typeof sql>) => sql`(extract(epoch from ${at}) * 1000)::bigint`
  return db().execute<Pair>(sql`
    with pair as materialized ( -- else the days on which it is closed are looked up at each step of the clock
      select a.id, u.id as rule_id, a.starts_at, a.version_at, u.moment, u.late_booking, u.channel, u.minutes, u.days, u.at_local,
        c.zone, c.opens_at, c.closes_at, closed_days(a.chain_id, c.id) as closed_on
      from appointments a join clinics c on c.chain_id = a.chain_id and c.id = a.clinic_id
      join reminder_rules u on u.chain_id = a.chain_id
      where a.chain_id = ${chainId}
    ), wanted as (
      select pair.*, case moment
        when 'before_visit' then starts_at - minutes * interval '1 minute'
        when 'after_made' then version_at + minutes * interval '1 minute'
        when 'day_before' then (((starts_at at time zone zone)::date - days)::text || ' ' || at_local)::timestamp at time zone zone
        else version_at end as at
      from pair
    ), found as (
      select wanted.*, case when moment in ('when_made', 'after_made') then (${nearestAfter(sql`at`)}) else (
          select case when t = at then at else ((t at time zone zone)::date + case when closes_at - interval '15 minutes' > opens_at
            then closes_at - interval '15 minutes' else opens_at end) at time zone zone end
          from (select generate_series(at, at - interval '4 days', interval '-5 minutes') as t) as clock where ${open(sql`t`)} limit 1
        ) end as send_at, (${nearestAfter(sql`version_at`)}) as first_after
      from wanted
    ), judged as (
      select found.*, moment in ('before_visit', 'day_before') and send_at <= version_at as missed from found
    )
    select j.moment, j.late_booking as "lateBooking", j.channel = 'sms' as "hasFromBooking",
      j.missed and not exists (
        select from judged o
        where o.id = j.id and o.channel = j.channel and o.missed and o.late_booking = j.late_booking and (o.at, j.rule_id) > (j.at, o.rule_id)
      ) as "isNearestMissed",
      ${milliseconds(sql`j.starts_at`)} as "startsAt", ${milliseconds(sql`j.version_at`)} as "madeAt", ${milliseconds(sql`j.send_at`)} as "sendAt",
      ${milliseconds(sql`j.first_after`)} as "firstAfter", r.kind, r.status, r.reason, ${milliseconds(sql`r.due_at`)} as "dueAt"
    from judged j left join reminders r on r.chain_id = ${chainId} and r.appointment_id = j.id and r.rule_id = j.rule_id and r.channel = j.channel`)
}

function instant(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds)
}
