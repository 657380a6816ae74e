import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import { replanReminders } from '#lib/reminders/replan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { Case } from '#tests/booked-visit.ts'
import { booked, local } from '#tests/booked-visit.ts'
import { aChain, aClinic, anAppointment, aPatient, testDatabase } from '#tests/database.ts'
import { aRule, remindersOf, switchOn } from '#tests/reminders.ts'
import { somebodyWaits } from '#tests/somebody-waits.ts'

// All visits ahead are planned anew while others write about the same ones.

testDatabase()

const NOW = new Date('2027-03-01T08:00:00Z')
const VISIT = new Date('2027-03-10T12:00:00Z')

/** A clinic that never closes, with visits at one time that were booked before `NOW` under a rule a day before. */
async function aPractice(visits: number) {
  const ctx = { ...(await aChain()), now: NOW }
  const clinic = await aClinic(ctx, { opensAt: '00:00', closesAt: '23:59', zone: 'UTC' })
  await switchOn(ctx, 'reminders')
  const ruleId = await aRule(ctx, { moment: 'before_visit', minutes: 24 * 60 })
  const ids: string[] = []
  for (let visit = 0; visit < visits; visit += 1) {
    const patient = await aPatient(ctx, clinic)
    const { id } = await anAppointment(ctx, patient, { startsAt: VISIT, versionAt: new Date('2027-02-20T08:00:00Z') })
    ids.push(id)
  }
  await inChain(ctx, (tx) => planReminders(tx, ctx, ids, NOW))
  return { ctx, ruleId, ids }
}

const changeRule = (ruleId: string, columns: ReturnType<typeof sql>) =>
  db().execute(sql`update reminder_rules set ${columns}, version = version + 1 where id = ${ruleId}`)

const replan = (ctx: Ctx, rangeSize?: number) =>
  replanReminders(ctx, ctx, { now: NOW, ...(rangeSize !== undefined && { rangeSize }) })

test('what somebody else is writing is waited for, and then planned as well', async () => {
  const { ctx, ruleId, ids } = await aPractice(3)
  await changeRule(ruleId, sql`minutes = 180`)
  const [first] = ids
  let replanned: Promise<void> | undefined
  await db().transaction(async (tx) => {
    // As the planner puts off one that no money reaches for: it stays planned, under the rule of before.
    await tx.execute(sql`
      update reminders set due_at = due_at + interval '5 minutes' where chain_id = ${ctx.chainId} and appointment_id = ${first}`)
    replanned = replan(ctx)
    await somebodyWaits()
  })
  await replanned
  expect((await remindersOf(ctx)).map(({ status, local }) => `${status} ${local}`)).toEqual(
    Array(3).fill('planned 2027-03-10 09:00'),
  )
})

test('what was written about meanwhile stays written', async () => {
  const { ctx, ruleId, ids } = await aPractice(2)
  await changeRule(ruleId, sql`minutes = 180`)
  const [first] = ids
  let replanned: Promise<void> | undefined
  await db().transaction(async (tx) => {
    await tx.execute(sql`
      update reminders set status = 'too_late', decided_at = now() where chain_id = ${ctx.chainId} and appointment_id = ${first}`)
    replanned = replan(ctx)
    await somebodyWaits()
  })
  await replanned
  const found = new Map((await remindersOf(ctx)).map((row) => [row.appointmentId, `${row.status} ${row.local}`]))
  expect(ids.map((id) => found.get(id))).toEqual(['too_late 2027-03-09 12:00', 'planned 2027-03-10 09:00'])
})

test('two who plan anew at once, one of them before the rule changed again, end at the newest rule', async () => {
  const { ctx, ruleId } = await aPractice(40)
  await changeRule(ruleId, sql`minutes = 180`)
  const first = replan(ctx, 3)
  await changeRule(ruleId, sql`minutes = 120`)
  await Promise.all([first, replan(ctx, 4)])
  expect(new Set((await remindersOf(ctx)).map(({ status, local }) => `${status} ${local}`))).toEqual(
    new Set(['planned 2027-03-10 10:00']),
  )
})

test('what is right already is not written', async () => {
  const { ctx, ruleId } = await aPractice(5)
  await changeRule(ruleId, sql`minutes = 180`)
  await replan(ctx)
  const rows = () =>
    db().execute(sql`select ctid, xmin from reminders where chain_id = ${ctx.chainId} order by appointment_id`)
  const before = await rows()
  await replan(ctx, 2)
  expect(await rows()).toEqual(before)
})

test('a visit that has begun is left alone, one that a rule reaches only now is told of', async () => {
  const { ctx, ids } = await aPractice(2)
  const [begun] = ids
  await db().execute(sql`
    update appointments set starts_at = ${'2027-02-28T12:00:00Z'}::timestamptz where chain_id = ${ctx.chainId} and id = ${begun}`)
  await aRule(ctx, { moment: 'before_visit', minutes: 120 })
  await replan(ctx)
  const rows = (await remindersOf(ctx)).map(({ appointmentId, local }) => `${ids.indexOf(appointmentId)} ${local}`)
  expect(rows.toSorted()).toEqual(['0 2027-03-09 12:00', '1 2027-03-09 12:00', '1 2027-03-10 10:00'])
})

test('a rule about changed times that becomes one before the visit takes what it had planned along', async () => {
  const { ctx, ids } = await aPractice(1)
  const changed = await aRule(ctx, { moment: 'time_changed', channel: 'email' })
  await db().execute(sql`
    insert into reminders (chain_id, appointment_id, rule_id, appointment_version, channel, rule_version, kind, patient_id, clinic_id, starts_at,
      told_starts_at, due_at, status)
    select a.chain_id, a.id, ${changed}, a.version, 'email', 1, 'time_changed', a.patient_id, a.clinic_id, a.starts_at,
      a.starts_at - interval '1 day', a.starts_at - interval '2 days', 'planned'
    from appointments a where a.chain_id = ${ctx.chainId} and a.id = ${ids[0]}`)
  await changeRule(changed, sql`moment = 'before_visit', minutes = 180`)
  await replan(ctx)
  expect((await remindersOf(ctx)).filter(({ ruleId }) => ruleId === changed)).toMatchObject([
    { kind: 'reminder', status: 'planned', local: '2027-03-10 09:00' },
  ])
})

describe('a change of a rule', () => {
  const visit: Case = {
    rules: [{ moment: 'before_visit', minutes: 24 * 60 }],
    visit: '2027-03-10 14:00',
    booked: '2027-03-01 10:00',
  }
  const changeAndReplan = async (ctx: Ctx, columns: ReturnType<typeof sql>, now: Date) => {
    await db().execute(sql`update reminder_rules set ${columns}, version = version + 1 where chain_id = ${ctx.chainId}`)
    await replanReminders(ctx, ctx, { now, rangeSize: 1 })
  }

  test('moves what is planned', async () => {
    const { ctx } = await booked(visit)
    await changeAndReplan(ctx, sql`minutes = 180`, ctx.now)
    expect(await remindersOf(ctx)).toMatchObject([{ status: 'planned', local: '2027-03-10 11:00' }])
  })

  test('to a moment that has passed: what was planned goes at once', async () => {
    const { ctx } = await booked(visit)
    const now = await local('2027-03-08 12:00')
    await changeAndReplan(ctx, sql`minutes = 10080`, now)
    const [reminder] = await remindersOf(ctx)
    expect(reminder).toMatchObject({ status: 'planned', local: '2027-03-03 14:00' })
  })

  test('a new rule does not surprise visits whose moment for it has passed', async () => {
    const { ctx } = await booked(visit)
    const rule = await aRule(ctx, { moment: 'before_visit', minutes: 10080 })
    await replanReminders(ctx, ctx, { now: await local('2027-03-08 12:00') })
    expect((await remindersOf(ctx)).find(({ ruleId }) => ruleId === rule)).toMatchObject({
      status: 'skipped',
      reason: 'rule_after_due',
    })
  })

  test('a rule that counts from the booking does not write to those booked long ago', async () => {
    const { ctx } = await booked({ ...visit, rules: [] })
    await aRule(ctx, { moment: 'when_made' })
    await replanReminders(ctx, ctx, { now: await local('2027-03-08 12:00') })
    expect(await remindersOf(ctx)).toMatchObject([{ status: 'skipped', reason: 'rule_after_due' }])
  })

  test('switched off, what was planned is dropped; on again, it is back', async () => {
    const { ctx } = await booked(visit)
    await changeAndReplan(ctx, sql`enabled = false`, ctx.now)
    expect(await remindersOf(ctx)).toMatchObject([{ status: 'dropped', reason: 'rule_changed' }])
    await changeAndReplan(ctx, sql`enabled = true`, ctx.now)
    expect(await remindersOf(ctx)).toMatchObject([{ status: 'planned', reason: null, local: '2027-03-09 14:00' }])
  })

  test('to another channel: one text, not two', async () => {
    const { ctx } = await booked(visit)
    await changeAndReplan(ctx, sql`channel = 'email'`, ctx.now)
    const statuses = (await remindersOf(ctx)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual(['dropped', 'planned'])
  })
})
