import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listHolidays } from '#db/queries/holidays.ts'
import { previewHoliday, previewHolidayRemoval } from '#lib/holidays/preview.ts'
import { setHoliday } from '#lib/holidays/set.ts'
import { setAgreedHoliday } from '#lib/holidays/set-agreed.ts'
import { SaveReminderRuleInput } from '#lib/reminders/inputs.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import { previewRemoval } from '#lib/reminders/preview-removal.ts'
import { previewReminderRule } from '#lib/reminders/preview-rule.ts'
import { removeReminderRule } from '#lib/reminders/remove-rule.ts'
import { replanReminders } from '#lib/reminders/replan.ts'
import { saveAgreedRule } from '#lib/reminders/save-agreed-rule.ts'
import { saveReminderRule } from '#lib/reminders/save-rule.ts'
import { switchReminderRule } from '#lib/reminders/switch-rule.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, anAppointment, aPatient, aStaff, testDatabase } from '#tests/database.ts'
import { aRule, aTemplate, remindersOf, switchOn } from '#tests/reminders.ts'

testDatabase()

const ZONE = 'Europe/Tallinn'
const NOTHING = { stay: 0, move: 0, atOnce: 0, drop: 0, add: 0 }

// Two clinics of a chain in a country without holidays, with visits at noon in 20, 21 and 22 days at the first and in 20 at the second,
// each reminded at ten the day before.
async function aPractice() {
  const ctx = await aChain({ location: 'XX' })
  const [north, south] = [await aClinic(ctx), await aClinic(ctx)]
  await switchOn(ctx, 'reminders')
  const templateId = await aTemplate(ctx, 'reminder')
  const ruleId = await aRule(ctx, { moment: 'day_before', days: 1, atLocal: '10:00', templateId })
  for (const [clinic, days] of [
    [north, 20],
    [north, 21],
    [north, 22],
    [south, 20],
  ] as const) {
    const visit = await anAppointment(ctx, await aPatient(ctx, clinic), { startsAt: new Date(await noonIn(days)) })
    await inChain(ctx, (tx) => planReminders(tx, ctx, [visit.id]))
  }
  return { ctx, north, south, templateId, ruleId }
}

async function noonIn(days: number): Promise<string> {
  const [row] = await db().execute<{ at: string }>(sql`
    select to_json(((now() at time zone ${ZONE})::date + ${days}::int + time '12:00') at time zone ${ZONE}) #>> '{}' as at`)
  return row?.at ?? ''
}

async function dayIn(days: number): Promise<string> {
  return (await noonIn(days)).slice(0, 10)
}

const plannedOf = async (ctx: Ctx) => (await remindersOf(ctx)).filter(({ status }) => status === 'planned')

describe('a day is closed', () => {
  test('what goes on it moves to the evening before; this is said beforehand, and nothing is written', async () => {
    const { ctx } = await aPractice()
    const day = await dayIn(20)
    const holiday = { clinicId: null, day, name: '', closed: true }
    // Of the neighbours all three days are looked at: two stay.
    expect(await previewHoliday(ctx, holiday)).toEqual({ ...NOTHING, stay: 3, move: 1 })
    expect(await inChain(ctx, (tx) => listHolidays(tx, ctx.chainId))).toEqual([])

    await setHoliday(ctx, holiday)
    await replanReminders(ctx, ctx)
    expect((await plannedOf(ctx)).map(({ local }) => local.slice(0, 10)).toSorted()).toEqual([
      await dayIn(19),
      await dayIn(19),
      await dayIn(19),
      await dayIn(21),
    ])
  })

  test('at one clinic it moves that clinic’s reminders only', async () => {
    const { ctx, south } = await aPractice()
    const day = await dayIn(19)
    expect(await previewHoliday(ctx, { clinicId: south.id, day, name: '', closed: true })).toMatchObject({ move: 1 })
    expect(await previewHoliday(ctx, { clinicId: null, day, name: '', closed: true })).toMatchObject({ move: 2 })
  })

  test('and taken back, which draws them back', async () => {
    const { ctx } = await aPractice()
    const { holidayId } = await setHoliday(ctx, { clinicId: null, day: await dayIn(20), name: '', closed: true })
    await replanReminders(ctx, ctx)
    expect(await previewHolidayRemoval(ctx, { holidayId })).toEqual({ ...NOTHING, stay: 3, move: 1 })
  })

  test('only when just that was agreed to', async () => {
    const { ctx } = await aPractice()
    const holiday = { clinicId: null, day: await dayIn(20), name: 'Kolimine', closed: true }
    const asked = await setAgreedHoliday(ctx, { holiday, agreed: '' })
    if (!('agree' in asked)) throw new Error('it was not asked')
    const other = { ...holiday, day: await dayIn(21) }
    expect(await setAgreedHoliday(ctx, { holiday: other, agreed: asked.agree })).toHaveProperty('changes')
    expect(await setAgreedHoliday(ctx, { holiday, agreed: asked.agree })).toHaveProperty('holidayId')
  })
})

describe('a clinic gets its own version of a rule', () => {
  const ownVersion = (of: string, templateId: string, clinicId: string, values: object) =>
    SaveReminderRuleInput.parse({
      ...{ ruleId: null, moment: 'day_before', days: 1, atLocal: '10:00', templateId, enabled: true },
      ...{ overrideOf: of, clinicIds: [clinicId], ...values },
    })

  test('at the same moment it takes the reminders over, and nothing changes for patients', async () => {
    const { ctx, south, templateId, ruleId } = await aPractice()
    const same = ownVersion(ruleId, templateId, south.id, {})
    expect(await previewReminderRule(ctx, same)).toEqual({ ...NOTHING, stay: 4 })
  })

  test('at another moment they move; switched off, they go no more', async () => {
    const { ctx, south, templateId, ruleId } = await aPractice()
    const earlier = ownVersion(ruleId, templateId, south.id, { days: 3 })
    expect(await previewReminderRule(ctx, earlier)).toEqual({ ...NOTHING, stay: 3, move: 1 })
    const off = ownVersion(ruleId, templateId, south.id, { enabled: false })
    expect(await previewReminderRule(ctx, off)).toEqual({ ...NOTHING, stay: 3, drop: 1 })

    await saveReminderRule(ctx, earlier)
    await replanReminders(ctx, ctx)
    expect(await plannedOf(ctx)).toHaveLength(4)
  })

  test('and loses it again: the chain’s rule holds there as before', async () => {
    const { ctx, south, templateId, ruleId } = await aPractice()
    const own = await saveReminderRule(ctx, ownVersion(ruleId, templateId, south.id, { enabled: false }))
    await replanReminders(ctx, ctx)
    expect(await plannedOf(ctx)).toHaveLength(3)
    expect(await previewRemoval(ctx, own)).toEqual({ ...NOTHING, stay: 3, add: 1 })
    await removeReminderRule(ctx, own)
    await replanReminders(ctx, ctx)
    expect(await plannedOf(ctx)).toHaveLength(4)
  })
})

describe('a rule', () => {
  test('taken away drops what is planned under it, as is said before', async () => {
    const { ctx, ruleId } = await aPractice()
    expect(await previewRemoval(ctx, { ruleId })).toEqual({ ...NOTHING, drop: 4 })
    expect(await plannedOf(ctx)).toHaveLength(4)
    await expect(previewRemoval(ctx, { ruleId: crypto.randomUUID() })).rejects.toMatchObject({ code: 'rule_unknown' })
  })

  test('is saved when just what was shown was agreed to', async () => {
    const { ctx, templateId, ruleId } = await aPractice()
    const rule = (days: number) =>
      SaveReminderRuleInput.parse({
        ...{ ruleId, revision: 1, moment: 'day_before', days, atLocal: '10:00', templateId, enabled: true },
      })
    const asked = await saveAgreedRule(ctx, { rule: rule(2), agreed: '' })
    expect(asked).toMatchObject({ changes: { move: 4 } })
    if (!('agree' in asked)) throw new Error('it was not asked')
    expect(await saveAgreedRule(ctx, { rule: rule(3), agreed: asked.agree })).toHaveProperty('changes')
    expect(await saveAgreedRule(ctx, { rule: rule(2), agreed: asked.agree })).toEqual({ ruleId })
    // Who had it open before is told.
    await expect(saveAgreedRule(ctx, { rule: rule(4), agreed: '' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is switched off and on by itself, and stays as it is otherwise', async () => {
    const { ctx, north, ruleId } = await aPractice()
    await switchReminderRule(ctx, { ruleId, enabled: false })
    await replanReminders(ctx, ctx)
    expect(await plannedOf(ctx)).toEqual([])
    await switchReminderRule(ctx, { ruleId, enabled: true })
    await replanReminders(ctx, ctx)
    expect(await plannedOf(ctx)).toHaveLength(4)

    const manager = await aStaff(ctx, 'clinic_manager', [north.id])
    await expect(switchReminderRule(manager, { ruleId, enabled: false })).rejects.toMatchObject({
      code: 'clinic_unknown',
    })
  })
})
