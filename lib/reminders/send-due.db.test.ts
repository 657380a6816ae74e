import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listPatientsToCall } from '#db/queries/patients-to-call.ts'
import { setAppointmentStatus } from '#lib/appointments/set-status.ts'
import { tickPlanner } from '#lib/planner/tick.ts'
import { markCalled } from '#lib/reminders/mark-called.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import { sendDueReminders } from '#lib/reminders/send-due.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, anAppointment, aPatient, jobsFor, testDatabase } from '#tests/database.ts'
import { handOverAll } from '#tests/hand-over.ts'
import { booksFromDeliveries, booksOf } from '#tests/planned-texts.ts'
import type { RuleValues } from '#tests/reminders.ts'
import { aRule, aTemplate, remindersOf, switchOn } from '#tests/reminders.ts'

testDatabase()

const EUROS = 100
const HOUR = 3_600_000
const IN_A_DAY = 24 * HOUR
const HOURS_24: RuleValues = { moment: 'before_visit', minutes: 24 * 60 }

/** A chain open at all hours, so that these tests may run at any. */
async function aPractice(
  rules: RuleValues[] = [HOURS_24],
  { euros = EUROS, hours = ['00:00', '23:59'] as [string, string] } = {},
) {
  const ctx = await aChain({ euros })
  const clinic = await aClinic(ctx, { opensAt: hours[0], closesAt: hours[1], zone: 'UTC' })
  await db().execute(sql`
    insert into holidays (chain_id, day, closed)
    select ${ctx.chainId}, day, false from public_holidays('EE', extract(year from now())::int - 1, extract(year from now())::int + 1)`)
  await switchOn(ctx, 'reminders')
  for (const rule of rules) await aRule(ctx, rule)
  return { ctx, clinic }
}

/** A visit that was booked a week ago and starts so many milliseconds from now. */
async function aVisit(
  ctx: Ctx,
  patient: { id: string; clinicId: string },
  inMilliseconds: number,
  values: object = {},
) {
  const now = Date.now()
  const visit = await anAppointment(ctx, patient, {
    startsAt: new Date(now + inMilliseconds),
    versionAt: new Date(now - 7 * IN_A_DAY),
    doctor: 'dr Tamm',
    office: '5',
    ...values,
  })
  await inChain(ctx, (tx) => planReminders(tx, ctx, [visit.id], new Date(now - 7 * IN_A_DAY)))
  return visit
}

/** Texts without a campaign are in no campaign's counts; everything else must add up. */
async function expectBooksToAgree({ chainId }: Ctx) {
  const expected = await booksFromDeliveries(chainId, EUROS * 1_000_000)
  expect(await booksOf(chainId)).toEqual({ ...expected, counts: [] })
}

async function deliveriesOf({ chainId }: Ctx) {
  return db().execute<{
    id: string
    kind: string
    status: string
    reason: string | null
    params: string[]
    address: string
    segments: number
    language: string
  }>(sql`
    select id, kind, status, reason, params, address, segments, language from deliveries where chain_id = ${chainId} order by id`)
}

describe('a reminder that is due', () => {
  test('becomes a delivery before any bulk mail, its price held, and reaches the patient', async () => {
    const { ctx, clinic } = await aPractice()
    const patient = await aPatient(ctx, clinic)
    await aVisit(ctx, patient, IN_A_DAY - 1000)

    expect(await sendDueReminders(ctx)).toBe(1)

    expect(await deliveriesOf(ctx)).toMatchObject([{ kind: 'reminder', status: 'planned', address: patient.phone }])
    const batches = await db().execute(
      sql`select kind, priority, status, size from batches where chain_id = ${ctx.chainId}`,
    )
    expect(batches).toMatchObject([{ kind: 'reminder', priority: 3, status: 'ready', size: 1 }])
    expect(await jobsFor('batches.hand-over')).toEqual([{ channel: 'sms' }])
    expect(await remindersOf(ctx)).toMatchObject([{ status: 'written', shared: false }])
    await expectBooksToAgree(ctx)

    const sent = await handOverAll(ctx)
    expect(sent).toMatchObject([
      {
        to: patient.phone,
        text: expect.stringMatching(/^Mari, ootame Teid: [PETKNRL] \d\d\.\d\d kl \d\d:\d\d, dr Tamm, kab 5$/),
      },
    ])
    expect(await deliveriesOf(ctx)).toMatchObject([{ status: 'accepted' }])
    await expectBooksToAgree(ctx)
  })

  test('that is not due stays where it is', async () => {
    const { ctx, clinic } = await aPractice()
    await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY + HOUR)
    expect(await sendDueReminders(ctx)).toBe(0)
    expect(await remindersOf(ctx)).toMatchObject([{ status: 'planned' }])
  })

  test.each([
    [
      'et',
      'Anastassia-Magdaleena Kristiina',
      'dr Maria-Magdalena Põldmäe-Saarsoo',
      'Anastassia-Magdaleena, ootame Teid: L 27.02 kl 14:30, Põldmäe-Saarsoo, kab 12-B',
    ],
    [
      'ru',
      'Александра-Валентина Мария',
      'Александра Константинопольская',
      'Александра-Валентина, ждём Вас: сб 27.02 в 14:30, А. Константинопольская, каб. 12-B',
    ],
    [
      'en',
      'Bartholomew-Christopher James',
      'Dr Wolfeschlegelsteinhausen',
      'Bartholomew-Christopher, we expect you: Sat 27 Feb 14:30, Wolfeschlegelsteinhaus, room 12-B',
    ],
  ])(
    'in %s with the longest names is shortened at a word and stays within its budgets',
    async (language, firstName, doctor, golden) => {
      const { ctx, clinic } = await aPractice()
      const patient = await aPatient(ctx, clinic, { firstName, language })
      const startsAt = new Date('2027-02-27T14:30:00Z')
      const booked = new Date('2027-01-01T10:00:00Z')
      const visit = await anAppointment(ctx, patient, { startsAt, doctor, office: '12-B', versionAt: booked })
      await inChain(ctx, (tx) => planReminders(tx, ctx, [visit.id], booked))
      await sendDueReminders(ctx, { now: new Date(startsAt.getTime() - IN_A_DAY) })
      const sent = await handOverAll(ctx)
      expect(sent.map(({ text }) => text)).toEqual([golden])
      expect(golden.length).toBeLessThanOrEqual(133)
    },
  )
})

describe('facts are read again at the moment of sending', () => {
  const change = (columns: ReturnType<typeof sql>) => async (_ctx: Ctx, patientId: string) => {
    await db().execute(sql`update patients set ${columns} where id = ${patientId}`)
  }
  test.each<[string, string, string | null, (ctx: Ctx, patientId: string, visitId: string) => Promise<unknown>]>([
    [
      'moved past the planner',
      'dropped',
      'moved',
      (_ctx, _patient, id) =>
        db().execute(sql`update appointments set starts_at = starts_at + interval '3 hours' where id = ${id}`),
    ],
    [
      'cancelled',
      'left_out',
      'status',
      (ctx, _patient, appointmentId) => setAppointmentStatus(ctx, { appointmentId, status: 'cancelled' }),
    ],
    [
      'arrived early',
      'left_out',
      'status',
      (ctx, _patient, appointmentId) => setAppointmentStatus(ctx, { appointmentId, status: 'arrived' }),
    ],
    ['died', 'left_out', 'deceased', change(sql`deceased = true`)],
    ['has a landline now', 'left_out', 'landline', change(sql`phone_kind = 'landline'`)],
    ['has no language', 'left_out', 'language_unknown', change(sql`language = null`)],
    ['has a number of a country without a price', 'left_out', 'no_price', change(sql`phone_country = 'AQ'`)],
    [
      'refused service texts',
      'left_out',
      'opted_out',
      (ctx, patientId) =>
        db().execute(sql`
      insert into opt_outs (chain_id, channel, address, purpose, source) select chain_id, 'sms', phone, 'service', 'staff' from patients where id = ${patientId} and chain_id = ${ctx.chainId}`),
    ],
    [
      'the rule was switched off in the clinic',
      'dropped',
      'rule_changed',
      async (ctx) => {
        const [row] = await db().execute<{ id: string }>(sql`select id from clinics where chain_id = ${ctx.chainId}`)
        await switchOn(ctx, 'reminders', row?.id ?? null, false)
      },
    ],
    [
      'offers were refused: this is none',
      'written',
      null,
      (ctx, patientId) =>
        db().execute(sql`
      insert into opt_outs (chain_id, channel, address, purpose, source) select chain_id, 'sms', phone, 'marketing', 'staff' from patients where id = ${patientId} and chain_id = ${ctx.chainId}`),
    ],
    [
      'confirmed: that fits',
      'written',
      null,
      (ctx, _patient, appointmentId) => setAppointmentStatus(ctx, { appointmentId, status: 'confirmed' }),
    ],
    ['has another number', 'written', null, change(sql`phone = '+37255599999'`)],
  ])('%s', async (_why, status, reason, happen) => {
    const { ctx, clinic } = await aPractice()
    const patient = await aPatient(ctx, clinic)
    const visit = await aVisit(ctx, patient, IN_A_DAY - 1000)
    await happen(ctx, patient.id, visit.id)
    await sendDueReminders(ctx)
    expect(await remindersOf(ctx)).toMatchObject([{ status, reason }])
    expect(await deliveriesOf(ctx)).toHaveLength(status === 'written' ? 1 : 0)
  })

  test('a clinic’s own variant of the template is taken', async () => {
    const ctx = (await aPractice([])).ctx
    const clinic = await aClinic(ctx, { opensAt: '00:00', closesAt: '23:59', zone: 'UTC' })
    const templateId = await aTemplate(ctx, 'reminder')
    await aRule(ctx, { ...HOURS_24, templateId })
    const variant = await aTemplate(ctx, 'reminder', { texts: { et: 'Kesklinna tekst' } })
    await db().execute(
      sql`update templates set variant_of = ${templateId}, clinic_id = ${clinic.id} where id = ${variant}`,
    )
    await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    await sendDueReminders(ctx)
    const [sent] = await handOverAll(ctx)
    expect(sent?.text).toMatch(/^Kesklinna tekst/)
  })

  test('a language that the template does not have is left out, unless it has none and the rule names one', async () => {
    const { ctx, clinic } = await aPractice([])
    const templateId = await aTemplate(ctx, 'reminder', { texts: { et: 'Ootame Teid:' } })
    await aRule(ctx, { ...HOURS_24, templateId, noLanguageAs: 'et' })
    for (const language of ['ru', null]) await aVisit(ctx, await aPatient(ctx, clinic, { language }), IN_A_DAY - 1000)
    await sendDueReminders(ctx)
    const rows = await remindersOf(ctx)
    expect(rows.map(({ status, reason }) => [status, reason]).toSorted()).toEqual([
      ['left_out', 'language_blank'],
      ['written', null],
    ])
  })
})

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

describe('money', () => {
  test('what the balance does not reach for waits, is tried again, and nothing is overdrawn', async () => {
    const { ctx, clinic } = await aPractice([HOURS_24], { euros: 0 })
    await db().execute(
      sql`update accounts set available_micro = 100000, topped_up_micro = 100000 where chain_id = ${ctx.chainId}`,
    )
    for (let n = 0; n < 3; n += 1) await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    await sendDueReminders(ctx)
    const rows = await remindersOf(ctx)
    expect(rows.filter(({ status }) => status === 'written').length).toBeGreaterThan(0)
    expect(rows.filter(({ reason }) => reason === 'insufficient_balance').length).toBeGreaterThan(0)
    await db().execute(
      sql`update accounts set available_micro = available_micro + 1000000, topped_up_micro = topped_up_micro + 1000000 where chain_id = ${ctx.chainId}`,
    )
    await sendDueReminders(ctx, { now: new Date(Date.now() + 301_000) })
    expect((await remindersOf(ctx)).map(({ status }) => status)).toEqual(['written', 'written', 'written'])
  })
})

describe('two planners', () => {
  test('never write a text twice', async () => {
    const { ctx, clinic } = await aPractice()
    for (let n = 0; n < 30; n += 1) await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    await Promise.all(Array.from({ length: 6 }, () => tickPlanner({ limit: 7 })))
    await tickPlanner({ limit: 7 })
    expect(await deliveriesOf(ctx)).toHaveLength(30)
    const sent = await handOverAll(ctx)
    expect(new Set(sent.map(({ to }) => to)).size).toBe(30)
    expect(sent).toHaveLength(30)
  })

  test('a chain in another’s hand is passed over, and a reminder that somebody is moving too', async () => {
    const { ctx, clinic } = await aPractice()
    await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    await db().transaction(async (tx) => {
      await tx.execute(sql`select from reminders where chain_id = ${ctx.chainId} for update`)
      expect(await sendDueReminders(ctx)).toBe(0)
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('planner ' || ${ctx.chainId}::text, 0))`)
      expect(await sendDueReminders(ctx)).toBeNull()
    })
    expect(await sendDueReminders(ctx)).toBe(1)
  })
})

test('what was planned under an older version of its rule is planned anew first', async () => {
  const { ctx, clinic } = await aPractice()
  await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
  await db().execute(
    sql`update reminder_rules set minutes = 120, version = version + 1 where chain_id = ${ctx.chainId}`,
  )
  await tickPlanner()
  expect(await remindersOf(ctx)).toMatchObject([{ status: 'planned' }])
  expect(await deliveriesOf(ctx)).toEqual([])
})
