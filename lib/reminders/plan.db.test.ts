import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import { replanReminders } from '#lib/reminders/replan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { Case } from '#tests/booked-visit.ts'
import { booked, local } from '#tests/booked-visit.ts'
import { aClinic, anAppointment, aPatient, testDatabase } from '#tests/database.ts'
import type { RuleValues } from '#tests/reminders.ts'
import { aRule, remindersOf, switchOn } from '#tests/reminders.ts'

testDatabase()

const outcome = ({ status, kind, reason, local: at }: Awaited<ReturnType<typeof remindersOf>>[number]) =>
  status === 'planned' ? `${kind} ${at}` : `${status} ${reason}`

const HOURS_24: RuleValues = { moment: 'before_visit', minutes: 24 * 60 }
const DAY_BEFORE_9: RuleValues = { moment: 'day_before', days: 1, atLocal: '09:00' }
const HOURS_2: RuleValues = { moment: 'before_visit', minutes: 120 }

describe('the moment of a reminder', () => {
  test.each<[string, Case, string[]]>([
    [
      'a day before, to the minute',
      { rules: [HOURS_24], visit: '2027-03-10 14:00', booked: '2027-03-01 10:00' },
      ['reminder 2027-03-09 14:00'],
    ],
    [
      'before opening: the evening before, a quarter of an hour before closing',
      { rules: [HOURS_2], visit: '2027-03-10 09:30', booked: '2027-03-01 10:00' },
      ['reminder 2027-03-09 19:45'],
    ],
    [
      'after closing: the same evening',
      { rules: [{ moment: 'before_visit', minutes: 12 * 60 }], visit: '2027-03-10 09:00', booked: '2027-03-01 10:00' },
      ['reminder 2027-03-09 19:45'],
    ],
    [
      'on Independence Day: the evening before it',
      { rules: [DAY_BEFORE_9], visit: '2027-02-25 12:00', booked: '2027-02-01 10:00' },
      ['reminder 2027-02-23 19:45'],
    ],
    [
      'over Christmas: before Christmas Eve',
      { rules: [DAY_BEFORE_9], visit: '2026-12-27 12:00', booked: '2026-12-01 10:00' },
      ['reminder 2026-12-23 19:45'],
    ],
    [
      'on Easter Sunday and Good Friday there is none either',
      { rules: [DAY_BEFORE_9], visit: '2027-03-29 12:00', booked: '2027-03-01 10:00' },
      ['reminder 2027-03-27 19:45'],
    ],
    [
      'clocks go on: 24 hours are 24 hours',
      { rules: [HOURS_24], visit: '2027-03-28 14:00', booked: '2027-03-01 10:00', hours: ['00:00', '23:59'] },
      ['reminder 2027-03-27 13:00'],
    ],
    [
      'clocks go on: the day before at nine is at nine',
      { rules: [{ ...DAY_BEFORE_9, days: 2 }], visit: '2027-03-29 14:00', booked: '2027-03-01 10:00' },
      ['reminder 2027-03-27 09:00'],
    ],
    [
      'clocks go back: 24 hours are 24 hours',
      { rules: [HOURS_24], visit: '2027-10-31 14:00', booked: '2027-10-01 10:00' },
      ['reminder 2027-10-30 15:00'],
    ],
    [
      'clocks go back: the day before at nine is at nine',
      { rules: [DAY_BEFORE_9], visit: '2027-11-01 08:00', booked: '2027-10-01 10:00' },
      ['reminder 2027-10-31 09:00'],
    ],
    [
      'in a clinic’s own zone',
      { rules: [DAY_BEFORE_9], visit: '2027-03-10 14:00', booked: '2027-03-01 10:00', zone: 'Atlantic/Azores' },
      ['reminder 2027-03-09 09:00'],
    ],
    [
      'from the booking: waits for the morning',
      { rules: [{ moment: 'after_made', minutes: 30 }], visit: '2027-03-10 14:00', booked: '2027-03-08 21:00' },
      ['reminder 2027-03-09 09:00'],
    ],
    [
      'from the booking: at once',
      { rules: [{ moment: 'when_made' }], visit: '2027-03-10 14:00', booked: '2027-03-08 10:00' },
      ['reminder 2027-03-08 10:00'],
    ],
    [
      'from the booking, unless the visit starts first',
      { rules: [{ moment: 'after_made', minutes: 30 }], visit: '2027-03-09 09:10', booked: '2027-03-08 21:00' },
      ['skipped visit_first'],
    ],
    [
      'booked too late, skipped',
      { rules: [HOURS_24], visit: '2027-03-10 14:00', booked: '2027-03-10 10:00' },
      ['skipped late_booking'],
    ],
    [
      'booked too late, confirmed at once',
      { rules: [{ ...HOURS_24, late: 'confirmation' }], visit: '2027-03-10 14:00', booked: '2027-03-10 10:00' },
      ['confirmation 2027-03-10 10:00'],
    ],
    [
      'booked in the night for the morning after: confirmed at opening',
      { rules: [{ ...HOURS_2, late: 'confirmation' }], visit: '2027-03-10 10:00', booked: '2027-03-09 22:00' },
      ['confirmation 2027-03-10 09:00'],
    ],
    [
      'two rules missed, one confirmation; the third is in time',
      {
        rules: [
          { moment: 'before_visit', minutes: 10080, late: 'confirmation' },
          { ...HOURS_24, late: 'confirmation' },
          HOURS_2,
        ],
        visit: '2027-03-10 14:00',
        booked: '2027-03-10 09:30',
      },
      ['skipped late_booking', 'confirmation 2027-03-10 09:30', 'reminder 2027-03-10 12:00'],
    ],
    [
      'missed, and another rule tells of each booking',
      {
        rules: [{ ...HOURS_24, late: 'confirmation' }, { moment: 'when_made' }],
        visit: '2027-03-10 14:00',
        booked: '2027-03-10 09:30',
      },
      ['skipped told_when_made', 'reminder 2027-03-10 09:30'],
    ],
    [
      'nothing changed that was told',
      { rules: [{ moment: 'time_changed' }], visit: '2027-03-10 14:00', booked: '2027-03-08 10:00' },
      [],
    ],
    ['a visit of the past', { rules: [HOURS_24], visit: '2027-03-07 14:00', booked: '2027-03-08 10:00' }, []],
    [
      'a rule that is off',
      { rules: [{ ...HOURS_24, enabled: false }], visit: '2027-03-10 14:00', booked: '2027-03-01 10:00' },
      [],
    ],
  ])('%s', async (_why, given, expected) => {
    const { reminders } = await booked(given)
    expect(reminders.map(outcome).toSorted()).toEqual(expected.toSorted())
  })
})

describe('a clinic’s own way', () => {
  const visit = { visit: '2027-03-10 14:00', booked: '2027-03-01 10:00' }

  test('a rule for other clinics gives nothing here', async () => {
    const { ctx, appointment } = await booked({ rules: [], ...visit })
    const other = await aClinic(ctx)
    await aRule(ctx, { ...HOURS_24, clinicIds: [other.id] })
    await inChain(ctx, (tx) => planReminders(tx, ctx, [appointment.id], ctx.now))
    expect(await remindersOf(ctx)).toEqual([])
  })

  test('its own rule stands in for the chain’s, and takes it away where it is off', async () => {
    const { ctx, clinic, appointment } = await booked({ rules: [], ...visit })
    const rule = await aRule(ctx, HOURS_24)
    const own = await aRule(ctx, { ...HOURS_2, overrideOf: rule, clinicIds: [clinic.id] })
    await inChain(ctx, (tx) => planReminders(tx, ctx, [appointment.id], ctx.now))
    expect(await remindersOf(ctx)).toMatchObject([{ ruleId: own, local: '2027-03-10 12:00' }])

    await db().execute(sql`update reminder_rules set enabled = false, version = version + 1 where id = ${own}`)
    await replanReminders(ctx, ctx, { now: ctx.now })
    expect(await remindersOf(ctx)).toMatchObject([{ ruleId: own, status: 'dropped', reason: 'rule_changed' }])
  })

  test('switched off in the clinic, on in the chain', async () => {
    const { ctx, clinic, appointment } = await booked({ rules: [HOURS_24], ...visit })
    await switchOn(ctx, 'reminders', clinic.id, false)
    const patient = await aPatient(ctx, clinic)
    const next = await anAppointment(ctx, patient, { startsAt: appointment.startsAt, versionAt: ctx.now })
    await inChain(ctx, (tx) => planReminders(tx, ctx, [next.id], ctx.now))
    expect((await remindersOf(ctx)).map(({ appointmentId }) => appointmentId)).toEqual([appointment.id])
  })

  test('its own holiday, and a public one on which it works', async () => {
    const { ctx, clinic } = await booked({ rules: [DAY_BEFORE_9], ...visit })
    await db().execute(sql`
      insert into holidays (chain_id, clinic_id, day, closed) values (${ctx.chainId}, ${clinic.id}, '2027-03-09', true), (${ctx.chainId}, null, '2027-02-24', false)`)
    const patient = await aPatient(ctx, clinic)
    for (const day of ['2027-03-10', '2027-02-25']) {
      const startsAt = await local(`${day} 14:00`)
      const { id } = await anAppointment(ctx, patient, { startsAt, versionAt: await local('2027-02-01 10:00') })
      await inChain(ctx, async (tx) => planReminders(tx, ctx, [id], await local('2027-02-01 10:00')))
    }
    const planned = (await remindersOf(ctx)).map((row) => row.local)
    expect(planned.toSorted()).toEqual(['2027-02-24 09:00', '2027-03-08 19:45', '2027-03-09 09:00'])
  })
})

describe('a change of the appointment', () => {
  const visit = { rules: [HOURS_24], visit: '2027-03-10 14:00', booked: '2027-03-01 10:00' }
  const change = async (ctx: Ctx, id: string, columns: ReturnType<typeof sql>) => {
    await inChain(ctx, async (tx) => {
      await tx.execute(sql`update appointments set ${columns} where id = ${id}`)
      await planReminders(tx, ctx, [id], ctx.now)
    })
    const [row] = await db().execute<{ version: number }>(sql`select version from appointments where id = ${id}`)
    return row?.version
  }

  test('of its time: what was planned is dropped, the new time is planned', async () => {
    const { ctx, appointment } = await booked(visit)
    expect(await change(ctx, appointment.id, sql`starts_at = starts_at + interval '1 day'`)).toBe(2)
    expect(await remindersOf(ctx)).toMatchObject([
      { version: 1, status: 'dropped', reason: 'moved', local: '2027-03-09 14:00' },
      { version: 2, status: 'planned', local: '2027-03-10 14:00' },
    ])
  })

  test('of doctor, office or status: nothing is planned anew', async () => {
    const { ctx, appointment } = await booked(visit)
    expect(await change(ctx, appointment.id, sql`doctor = 'dr Kask', office = '3', status = 'confirmed'`)).toBe(1)
    expect(await remindersOf(ctx)).toMatchObject([{ version: 1, status: 'planned' }])
  })

  test('to the same time: no new version', async () => {
    const { ctx, appointment } = await booked(visit)
    expect(await change(ctx, appointment.id, sql`starts_at = starts_at, clinic_id = clinic_id`)).toBe(1)
  })

  test('planning twice writes nothing twice', async () => {
    const { ctx, appointment, reminders } = await booked(visit)
    await inChain(ctx, (tx) => planReminders(tx, ctx, [appointment.id], ctx.now))
    expect(await remindersOf(ctx)).toEqual(reminders)
  })
})
