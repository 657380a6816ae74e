import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listReminderRules } from '#db/queries/reminder-rules.ts'
import { makeAppointment } from '#lib/appointments/make.ts'
import { SaveReminderRuleInput, SetSwitchInput } from '#lib/reminders/inputs.ts'
import { previewReminderRule } from '#lib/reminders/preview-rule.ts'
import { removeReminderRule } from '#lib/reminders/remove-rule.ts'
import { replanReminders } from '#lib/reminders/replan.ts'
import { saveReminderRule } from '#lib/reminders/save-rule.ts'
import { setSwitch } from '#lib/reminders/set-switch.ts'
import { switchReminderRule } from '#lib/reminders/switch-rule.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { archiveTemplate } from '#lib/templates/archive.ts'
import { createTemplate } from '#lib/templates/create.ts'
import { CreateTemplateInput, SaveTemplateInput } from '#lib/templates/inputs.ts'
import { saveTemplate } from '#lib/templates/save.ts'
import { aChain, aClinic, aPatient, jobsFor, testDatabase } from '#tests/database.ts'
import { aTemplate, remindersOf } from '#tests/reminders.ts'

testDatabase()

const DAY = 86_400_000

async function aPractice() {
  const ctx = await aChain()
  const clinic = await aClinic(ctx, { opensAt: '00:00', closesAt: '23:59', zone: 'UTC' })
  await db().execute(sql`
    insert into holidays (chain_id, day, closed)
    select ${ctx.chainId}, day, false from public_holidays('EE', extract(year from now())::int - 1, extract(year from now())::int + 1)`)
  return { ctx, clinic, templateId: await aTemplate(ctx, 'reminder') }
}

const rule = (templateId: string, values: object = {}) =>
  SaveReminderRuleInput.parse({
    ruleId: null,
    moment: 'before_visit',
    minutes: 1440,
    templateId,
    enabled: true,
    ...values,
  })

async function aBooking(ctx: Ctx, clinic: { id: string }, days: number) {
  const patient = await aPatient(ctx, clinic)
  const localTime = new Date(Date.now() + days * DAY).toISOString().slice(0, 16)
  const input = {
    patientId: patient.id,
    clinicId: clinic.id,
    localTime,
    durationMinutes: 30,
    doctor: null,
    office: null,
  }
  return makeAppointment({ ...ctx, now: new Date() }, input)
}

describe('a rule is saved', () => {
  test('and what it would do is told before, to the number', async () => {
    const { ctx, clinic, templateId } = await aPractice()
    await setSwitch(ctx, SetSwitchInput.parse({ category: 'reminders', enabled: true }))
    for (const days of [0.5, 3, 5, 9]) await aBooking(ctx, clinic, days)
    expect(await previewReminderRule(ctx, rule(templateId))).toEqual({ stay: 0, move: 0, atOnce: 0, drop: 0, add: 3 })
    expect(await inChain(ctx, (tx) => listReminderRules(tx, ctx.chainId))).toEqual([])

    const { ruleId } = await saveReminderRule(ctx, rule(templateId))
    expect(await jobsFor('reminders.replan')).toContainEqual({ chainId: ctx.chainId })
    await replanReminders(ctx, ctx)
    expect((await remindersOf(ctx)).filter(({ status }) => status === 'planned')).toHaveLength(3)

    const earlier = rule(templateId, { ruleId, revision: 1, minutes: 4 * 1440 })
    // The one in three days was booked after its new moment: then the rule's own word on late bookings holds.
    expect(await previewReminderRule(ctx, earlier)).toEqual({ stay: 0, move: 2, atOnce: 0, drop: 1, add: 0 })
    expect(await previewReminderRule(ctx, rule(templateId, { ruleId, revision: 1, enabled: false }))).toMatchObject({
      drop: 3,
    })
    expect(
      await previewReminderRule(ctx, rule(templateId, { ruleId, revision: 1, name: 'Eelmisel päeval' })),
    ).toMatchObject({ stay: 3 })
    await saveReminderRule(ctx, earlier)
    await replanReminders(ctx, ctx)
    expect((await remindersOf(ctx)).filter(({ status }) => status === 'planned')).toHaveLength(2)
  })

  test('by the first of two people only', async () => {
    const { ctx, templateId } = await aPractice()
    const { ruleId } = await saveReminderRule(ctx, rule(templateId))
    await saveReminderRule(ctx, rule(templateId, { ruleId, revision: 1, minutes: 60 }))
    await expect(saveReminderRule(ctx, rule(templateId, { ruleId, revision: 1, minutes: 90 }))).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('also where a switch or a holiday has changed meanwhile, and its switch stays as that has it', async () => {
    const { ctx, templateId } = await aPractice()
    const { ruleId } = await saveReminderRule(ctx, rule(templateId))
    await setSwitch(ctx, { category: 'reminders', clinicId: null, enabled: true })
    await switchReminderRule(ctx, { ruleId, enabled: false })
    await saveReminderRule(ctx, rule(templateId, { ruleId, revision: 1, minutes: 60, enabled: undefined }))
    const [saved] = await inChain(ctx, (tx) => listReminderRules(tx, ctx.chainId))
    expect(saved).toMatchObject({ minutes: 60, enabled: false, revision: 2, version: 4 })
  })

  test('and is gone with what was planned under it when it is removed', async () => {
    const { ctx, clinic, templateId } = await aPractice()
    await setSwitch(ctx, { category: 'reminders', clinicId: null, enabled: true })
    const { ruleId } = await saveReminderRule(ctx, rule(templateId))
    await aBooking(ctx, clinic, 3)
    await removeReminderRule(ctx, { ruleId })
    await replanReminders(ctx, ctx)
    expect(await remindersOf(ctx)).toMatchObject([{ status: 'dropped' }])
    expect(await inChain(ctx, (tx) => listReminderRules(tx, ctx.chainId))).toEqual([])
  })

  test('a booking that is being written under the old rules is planned by the new ones', async () => {
    const { ctx, clinic, templateId } = await aPractice()
    await setSwitch(ctx, { category: 'reminders', clinicId: null, enabled: true })
    await Promise.all([
      ...Array.from({ length: 8 }, () => aBooking(ctx, clinic, 3)),
      saveReminderRule(ctx, rule(templateId)).then(() => replanReminders(ctx, ctx)),
    ])
    expect((await remindersOf(ctx)).filter(({ status }) => status === 'planned')).toHaveLength(8)
  })
})

describe('a rule is refused', () => {
  test.each<[string, object, string]>([
    ['0 minutes before', { minutes: 0 }, 'range|min=1|max=525600'],
    ['10,000 days before', { moment: 'day_before', days: 10_000, atLocal: '09:00' }, 'range|min=1|max=365'],
    ['a day before at no time', { moment: 'day_before', days: 1 }, 'required'],
    ['at 25 o’clock', { moment: 'day_before', days: 1, atLocal: '25:00' }, 'not_a_time'],
    ['for no status', { statuses: [] }, 'choose_at_least_one'],
    ['a confirmation without a text', { lateBooking: 'confirmation' }, 'required'],
  ])('%s', (_why, values, message) => {
    const parsed = SaveReminderRuleInput.safeParse({
      ruleId: null,
      moment: 'before_visit',
      minutes: 60,
      templateId: crypto.randomUUID(),
      ...values,
    })
    expect(parsed.error?.issues.map((issue) => issue.message)).toContain(message)
  })

  test.each<[string, (ids: { greeting: string; stranger: string }) => object, string]>([
    ['with a template for another purpose', ({ greeting }) => ({ templateId: greeting }), 'template_unknown'],
    ['with another chain’s template', ({ stranger }) => ({ templateId: stranger }), 'template_unknown'],
    ['when it is another chain’s', () => ({ ruleId: crypto.randomUUID() }), 'rule_unknown'],
  ])('%s', async (_why, values, code) => {
    const { ctx, templateId } = await aPractice()
    const ids = { greeting: await aTemplate(ctx, 'greeting'), stranger: await aTemplate(await aChain(), 'reminder') }
    await expect(saveReminderRule(ctx, rule(templateId, values(ids)))).rejects.toMatchObject({ code })
  })

  test('for clinics that one does not act for', async () => {
    const { ctx, clinic, templateId } = await aPractice()
    const manager: Ctx = { ...ctx, role: 'clinic_manager', clinicIds: [clinic.id] }
    await expect(saveReminderRule(manager, rule(templateId))).rejects.toMatchObject({ code: 'clinic_unknown' })
    await saveReminderRule(manager, rule(templateId, { clinicIds: [clinic.id] }))
    await expect(setSwitch(manager, { category: 'reminders', clinicId: null, enabled: true })).rejects.toMatchObject({
      code: 'clinic_unknown',
    })
  })
})

describe('templates', () => {
  const template = (body: string, values: object = {}) =>
    CreateTemplateInput.parse({
      purpose: 'reminder',
      name: crypto.randomUUID(),
      texts: [{ language: 'et', body, endings: ['time', 'doctor', 'office'] }],
      ...values,
    })

  test('each saving is a version, and the older texts stay', async () => {
    const { ctx } = await aPractice()
    const { templateId } = await createTemplate(ctx, template('{first_name}, ootame Teid:'))
    const texts = [
      { language: 'et', body: 'Tere, {first_name}!' },
      { language: 'ru', body: '   ' },
    ]
    expect(await saveTemplate(ctx, SaveTemplateInput.parse({ templateId, version: 1, name: 'Uus', texts }))).toEqual({
      version: 2,
    })
    const rows = await db().execute(
      sql`select version, language, body from template_texts where template_id = ${templateId} order by 1`,
    )
    expect(rows).toMatchObject([
      { version: 1, body: '{first_name}, ootame Teid:' },
      { version: 2, language: 'et', body: 'Tere, {first_name}!' },
    ])
    await expect(
      saveTemplate(ctx, SaveTemplateInput.parse({ templateId, version: 1, name: 'Vana', texts })),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a text over the limit says how long it may become', async () => {
    const { ctx } = await aPractice()
    await expect(createTemplate(ctx, template(`{first_name}, ${'x'.repeat(70)}`))).rejects.toMatchObject({
      code: 'template_too_long',
      params: { language: 'et', max: 133 },
    })
    await db().execute(
      sql`insert into text_limits (location, max_characters) values ('EE', 200) on conflict do nothing`,
    )
    await createTemplate(ctx, template(`{first_name}, ${'x'.repeat(70)}`))
    await db().execute(sql`delete from text_limits`)
  })

  test('an element that there is not, or that is no greeting’s, is refused', async () => {
    const { ctx } = await aPractice()
    await expect(createTemplate(ctx, template('{eesnimi}'))).rejects.toMatchObject({
      code: 'placeholder_unknown',
      params: { name: '{eesnimi}' },
    })
    await expect(createTemplate(ctx, template('{visit_time}', { purpose: 'greeting' }))).rejects.toMatchObject({
      code: 'placeholder_unknown',
    })
  })

  test('two of one name and purpose are not', async () => {
    const { ctx } = await aPractice()
    await createTemplate(ctx, template('Tere', { name: 'Tavaline' }))
    await expect(createTemplate(ctx, template('Tere', { name: 'Tavaline' }))).rejects.toMatchObject({
      code: 'template_name_taken',
    })
  })

  test('one that a rule uses is not put away', async () => {
    const { ctx, templateId } = await aPractice()
    await saveReminderRule(ctx, rule(templateId))
    await expect(archiveTemplate(ctx, { templateId, archived: true })).rejects.toMatchObject({
      code: 'template_in_use',
    })
  })
})

test('an appointment in the past is refused, one without a doctor is not', async () => {
  const { ctx, clinic } = await aPractice()
  await expect(aBooking(ctx, clinic, -1)).rejects.toMatchObject({ code: 'appointment_in_past' })
  await aBooking(ctx, clinic, 1)
})
