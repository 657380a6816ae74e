import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { setAppointmentStatus } from '#lib/appointments/set-status.ts'
import { holdMoney } from '#lib/billing/hold.ts'
import { tickPlanner } from '#lib/planner/tick.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import { sendDueReminders } from '#lib/reminders/send-due.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aClinic, anAppointment, aPatient, jobsFor, testDatabase } from '#tests/database.ts'
import { aPractice, aVisit, deliveriesOf, expectBooksToAgree, HOUR, HOURS_24, IN_A_DAY } from '#tests/due-reminders.ts'
import { handOverAll } from '#tests/hand-over.ts'
import { aRule, aTemplate, remindersOf, switchOn } from '#tests/reminders.ts'
import { somebodyWaits } from '#tests/somebody-waits.ts'

testDatabase()

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
  test('what somebody spends while the texts are being written is not spent twice: the turn is played anew', async () => {
    const { ctx, clinic } = await aPractice([HOURS_24])
    for (let n = 0; n < 3; n += 1) await aVisit(ctx, await aPatient(ctx, clinic), IN_A_DAY - 1000)
    const { availableMicro } = await inChain(ctx, (tx) => findAccount(tx, ctx.chainId))
    const campaign = { campaignId: randomUUID(), amountMicro: availableMicro - 50_000, factKey: 'a campaign' }
    const turn = await inChain(ctx, async (tx) => {
      await holdMoney(tx, ctx, campaign)
      // It reads a full account, writes three texts, and comes to the account before these are committed.
      const playing = sendDueReminders(ctx)
      await somebodyWaits()
      return { playing }
    })
    expect(await turn.playing).toBe(3)
    const rows = await remindersOf(ctx)
    expect(rows.map(({ status, reason }) => [status, reason]).toSorted()).toEqual([
      ['planned', 'insufficient_balance'],
      ['planned', 'insufficient_balance'],
      ['written', null],
    ])
    expect(await deliveriesOf(ctx)).toHaveLength(1)
    const { heldMicro } = await inChain(ctx, (tx) => findAccount(tx, ctx.chainId))
    expect(heldMicro - campaign.amountMicro).toBe(45_000)
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
