import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listPatientsToCall } from '#db/queries/patients-to-call.ts'
import { tickPlanner } from '#lib/planner/tick.ts'
import { markCalled } from '#lib/reminders/mark-called.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import { sendDueReminders } from '#lib/reminders/send-due.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aClinic, anAppointment, aPatient, testDatabase } from '#tests/database.ts'
import { aPractice, aVisit, deliveriesOf, expectBooksToAgree, HOUR, HOURS_24, IN_A_DAY } from '#tests/due-reminders.ts'
import { handOverAll } from '#tests/hand-over.ts'
import type { RuleValues } from '#tests/reminders.ts'
import { remindersOf } from '#tests/reminders.ts'

testDatabase()

describe('late is not too late, and too late is not sent', () => {
  test('a worker that was off for an hour catches up', async () => {
    const { ctx, clinic } = await aPractice()
    await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - HOUR)
    await tickPlanner()
    expect(await remindersOf(ctx)).toMatchObject([{ status: 'written' }])
  })

  test('one that was off until a quarter of an hour before the visit does not', async () => {
    const { ctx, clinic } = await aPractice()
    await aVisit(ctx, await aPatient(ctx, clinic), HOUR / 4 - 1000)
    await tickPlanner()
    expect(await remindersOf(ctx)).toMatchObject([{ status: 'too_late' }])
    expect(await deliveriesOf(ctx)).toEqual([])
  })

  test('what is found after closing waits for the morning, or is too late for the first visit of it', async () => {
    const { ctx, clinic } = await aPractice([HOURS_24], { hours: ['09:00', '20:00'] })
    const booked = new Date('2027-03-01T10:00:00Z')
    for (const startsAt of ['2027-03-10T14:00:00Z', '2027-03-10T09:10:00Z']) {
      const visit = await anAppointment(ctx, await aPatient(ctx, clinic), {
        startsAt: new Date(startsAt),
        versionAt: booked,
      })
      await inChain(ctx, (tx) => planReminders(tx, ctx, [visit.id], booked))
    }
    await sendDueReminders(ctx, { now: new Date('2027-03-09T21:30:00Z') })
    const rows = await remindersOf(ctx)
    expect(rows.map(({ status, local }) => (status === 'planned' ? local : status)).toSorted()).toEqual([
      '2027-03-10 09:00',
      'too_late',
    ])
  })

  test('what has not left before closing waits, in the batch, for the morning', async () => {
    const { ctx, clinic } = await aPractice()
    await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    await sendDueReminders(ctx)
    await db().execute(sql`
      update clinics set opens_at = (now() at time zone 'UTC')::time + interval '2 minutes', closes_at = (now() at time zone 'UTC')::time + interval '3 minutes'
      where chain_id = ${ctx.chainId} and (now() at time zone 'UTC')::time < time '23:50'`)
    await tickPlanner()
    expect(await handOverAll(ctx)).toEqual([])
  })
})

describe('one number, one day, one text', () => {
  test('two visits of a family are told at the earlier moment', async () => {
    const { ctx, clinic } = await aPractice([{ moment: 'before_visit', minutes: 120 }])
    const number = {
      phone: '+37255500001',
      phoneTyped: '+37255500001',
      phoneKind: 'mobile' as const,
      phoneCountry: 'EE',
    }
    const [mari, jaan] = [
      await aPatient(ctx, clinic, number),
      await aPatient(ctx, clinic, { ...number, firstName: 'Jaan' }),
    ]
    const startsAt = new Date('2027-03-10T10:00:00Z')
    const booked = new Date('2027-03-01T10:00:00Z')
    const first = await anAppointment(ctx, mari, { startsAt, versionAt: booked })
    const second = await anAppointment(ctx, jaan, { startsAt: new Date(startsAt.getTime() + HOUR), versionAt: booked })
    await inChain(ctx, (tx) => planReminders(tx, ctx, [first.id, second.id], booked))

    await sendDueReminders(ctx, { now: new Date('2027-03-10T08:00:00Z') })

    const rows = await remindersOf(ctx)
    expect(rows.map(({ status, shared }) => [status, shared])).toEqual([
      ['written', true],
      ['written', true],
    ])
    expect(new Set(rows.map(({ deliveryId }) => deliveryId)).size).toBe(1)
    expect((await handOverAll(ctx)).map(({ text }) => text)).toEqual([
      'Mari, Jaan, ootame Teid: K 10.03 kl 10:00, 11:00',
    ])
  })

  test('when one of them is moved before it left, the other is told alone', async () => {
    const { ctx, clinic } = await aPractice()
    const number = {
      phone: '+37255500002',
      phoneTyped: '+37255500002',
      phoneKind: 'mobile' as const,
      phoneCountry: 'EE',
    }
    const mari = await aPatient(ctx, clinic, number)
    const jaan = await aPatient(ctx, clinic, { ...number, firstName: 'Jaan' })
    const startsAt = Math.floor((Date.now() + IN_A_DAY) / IN_A_DAY) * IN_A_DAY + 12 * HOUR
    const first = await aVisit(ctx, mari, startsAt - Date.now())
    await aVisit(ctx, jaan, startsAt - Date.now() + HOUR)
    await sendDueReminders(ctx, { now: new Date(startsAt - IN_A_DAY) })
    expect((await remindersOf(ctx)).map(({ status }) => status)).toEqual(['written', 'written'])

    await db().execute(sql`update appointments set starts_at = starts_at + interval '7 days' where id = ${first.id}`)
    expect(await handOverAll(ctx)).toEqual([])
    expect(await deliveriesOf(ctx)).toMatchObject([{ status: 'suppressed', reason: 'appointment_changed' }])
    await sendDueReminders(ctx, { now: new Date(startsAt - IN_A_DAY) })

    expect(await handOverAll(ctx)).toMatchObject([{ text: expect.stringMatching(/^Jaan, ootame Teid:/) }])
    await expectBooksToAgree(ctx)
  })

  test('not at another clinic, on another day, or at another number', async () => {
    const { ctx, clinic } = await aPractice()
    const other = await aClinic(ctx, { opensAt: '00:00', closesAt: '23:59', zone: 'UTC' })
    const number = {
      phone: '+37255500003',
      phoneTyped: '+37255500003',
      phoneKind: 'mobile' as const,
      phoneCountry: 'EE',
    }
    await aVisit(ctx, await aPatient(ctx, clinic, number), IN_A_DAY - 2000)
    await aVisit(ctx, await aPatient(ctx, other, number), IN_A_DAY - 1000)
    await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    await sendDueReminders(ctx)
    expect(await deliveriesOf(ctx)).toHaveLength(3)
  })
})

describe('the appointment is asked once more when a text would leave', () => {
  test.each<[string, ReturnType<typeof sql>, string]>([
    ['moved', sql`starts_at = starts_at + interval '1 hour'`, 'appointment_changed'],
    ['cancelled', sql`status = 'cancelled'`, 'appointment_cancelled'],
  ])('%s: it stays here, and its price comes back', async (_why, columns, reason) => {
    const { ctx, clinic } = await aPractice()
    const visit = await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    await sendDueReminders(ctx)
    await db().execute(sql`update appointments set ${columns} where id = ${visit.id}`)
    expect(await handOverAll(ctx)).toEqual([])
    expect(await deliveriesOf(ctx)).toMatchObject([{ status: 'suppressed', reason }])
    await expectBooksToAgree(ctx)
  })

  test('a new doctor or office does not keep it here', async () => {
    const { ctx, clinic } = await aPractice()
    const visit = await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    await sendDueReminders(ctx)
    await db().execute(sql`update appointments set doctor = 'dr Kask', office = '9' where id = ${visit.id}`)
    expect(await handOverAll(ctx)).toHaveLength(1)
  })
})

describe('moved after it was told', () => {
  const RULES: RuleValues[] = [HOURS_24, { moment: 'time_changed' }]
  const move = (ctx: Ctx, id: string, startsAt: Date) =>
    inChain(ctx, async (tx) => {
      await tx.execute(sql`update appointments set starts_at = ${startsAt.toISOString()}::timestamptz where id = ${id}`)
      await planReminders(tx, ctx, [id])
    })
  const tomorrow = (hours: number) => new Date(Date.now() + IN_A_DAY + hours * HOUR)

  test('the patient gets the new time and the old one, and no reminder twice', async () => {
    const { ctx, clinic } = await aPractice(RULES)
    const visit = await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    await tickPlanner()
    await handOverAll(ctx)

    await move(ctx, visit.id, tomorrow(-2))
    await tickPlanner()

    expect(await handOverAll(ctx)).toMatchObject([
      { text: expect.stringMatching(/^Mari, uus aeg \([PETKNRL] \d\d\.\d\d kl \d\d:\d\d asemel\): [PETKNRL] /) },
    ])
    expect(
      (await remindersOf(ctx)).map(({ version, kind, status, reason }) => [version, kind, status, reason]),
    ).toEqual(
      [
        [1, 'reminder', 'written', null],
        [2, 'reminder', 'skipped', 'told_of_change'],
        [2, 'time_changed', 'written', null],
      ].toSorted(),
    )
  })

  test('moved back before the correction left: nothing more is said', async () => {
    const { ctx, clinic } = await aPractice(RULES)
    const visit = await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    await tickPlanner()
    await handOverAll(ctx)
    await move(ctx, visit.id, tomorrow(-2))
    await move(ctx, visit.id, visit.startsAt)
    await tickPlanner()
    expect(await handOverAll(ctx)).toEqual([])
  })

  test('the first text never left: there is nothing to correct, and the new time is told by its rule', async () => {
    const { ctx, clinic } = await aPractice(RULES)
    const visit = await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    await tickPlanner()
    await move(ctx, visit.id, tomorrow(48))
    await tickPlanner()
    expect(await handOverAll(ctx)).toEqual([])
    expect((await remindersOf(ctx)).filter(({ status }) => status === 'planned')).toMatchObject([
      { version: 2, kind: 'reminder' },
    ])
  })

  test('too late for a text: it is on the list of those to call', async () => {
    const { ctx, clinic } = await aPractice(RULES)
    const visit = await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    await tickPlanner()
    await handOverAll(ctx)
    await move(ctx, visit.id, new Date(Date.now() + HOUR / 6))
    await tickPlanner()
    expect((await remindersOf(ctx)).filter(({ kind }) => kind === 'time_changed')).toMatchObject([
      { status: 'skipped', reason: 'visit_first' },
    ])
    const toCall = await inChain(ctx, (tx) => listPatientsToCall(tx, ctx))
    expect(toCall).toMatchObject([{ appointmentId: visit.id, reason: 'visit_first' }])

    // Somebody of another clinic cannot take it off the list; who called can, twice without harm.
    const listed = () => inChain(ctx, (tx) => listPatientsToCall(tx, ctx))
    await markCalled({ ...ctx, clinicIds: [(await aClinic(ctx)).id] }, { appointmentId: visit.id })
    expect(await listed()).toHaveLength(1)
    for (let click = 0; click < 2; click += 1) await markCalled(ctx, { appointmentId: visit.id })
    expect(await listed()).toEqual([])
  })
})
