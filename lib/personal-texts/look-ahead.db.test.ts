import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { SaveGreetingSettingsInput, SaveRecallSettingsInput } from '#lib/personal-texts/inputs.ts'
import { lookAhead } from '#lib/personal-texts/look-ahead.ts'
import { planPersonalTexts } from '#lib/personal-texts/plan.ts'
import { saveGreetingSettings } from '#lib/personal-texts/save-settings.ts'
import { tickPlanner } from '#lib/planner/tick.ts'
import { setSwitch } from '#lib/reminders/set-switch.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { createTemplate } from '#lib/templates/create.ts'
import { CreateTemplateInput } from '#lib/templates/inputs.ts'
import { aChain, aClinic, anAppointment, aPatient, aStaff, jobsFor, testDatabase } from '#tests/database.ts'
import { aTemplate, switchOn } from '#tests/reminders.ts'

testDatabase()

const MORNING = new Date('2027-03-09T08:00:00Z')
const HOUR = new Date('2027-03-09T10:00:30Z')

type Kind = 'greeting' | 'recall'

async function aPractice(kind: Kind, settings: ReturnType<typeof sql>, texts?: Record<string, string>) {
  const ctx = await aChain({ now: MORNING, euros: 50 })
  const clinic = await aClinic(ctx, { zone: 'UTC', name: 'Kesklinn' })
  const templateId = await aTemplate(ctx, kind, texts && { texts })
  await db().execute(sql`
    insert into ${sql.raw(`${kind}_settings`)} (chain_id, template_id) values (${ctx.chainId}, ${templateId})`)
  await db().execute(sql`update ${sql.raw(`${kind}_settings`)} set ${settings} where chain_id = ${ctx.chainId}`)
  return { ctx, clinic, templateId }
}

const ahead = async (ctx: Ctx, kind: Kind) => {
  const found = await inChain(ctx, (tx) => lookAhead(tx, ctx, kind, 'UTC'))
  if (!found) throw new Error('no settings')
  return found
}

/** Switched on, planned and sent as the worker would at ten o'clock: what was written, and why others got nothing. */
async function sent(ctx: Ctx, kind: Kind) {
  await switchOn(ctx, kind === 'greeting' ? 'greetings' : 'recall')
  await planPersonalTexts(kind, HOUR)
  await tickPlanner({ now: HOUR })
  const [written] = await db().execute<{ texts: number; segments: number; costMicro: number }>(sql`
    select count(*)::int as texts, coalesce(sum(segments), 0)::int as segments, coalesce(sum(price_micro), 0)::int as "costMicro"
    from deliveries where chain_id = ${ctx.chainId} and kind = ${kind}`)
  const leftOut = await db().execute<{ reason: string; people: number }>(sql`
    select reason, count(*)::int as people from ${sql.raw(kind === 'greeting' ? 'greetings' : 'recalls')}
    where chain_id = ${ctx.chainId} and status = 'left_out' group by 1 order by 1`)
  return { ...written, leftOut: leftOut.map(({ reason, people }) => ({ reason, people })) }
}

const BIRTHDAY = { birthDate: '1985-03-09' }

async function peopleOfAllKinds(ctx: Ctx, clinic: { id: string }) {
  await aPatient(ctx, clinic, BIRTHDAY)
  await aPatient(ctx, clinic, { ...BIRTHDAY, firstName: 'Õnne' })
  await aPatient(ctx, clinic, { ...BIRTHDAY, firstName: 'Мария', language: 'ru' })
  await aPatient(ctx, clinic, { ...BIRTHDAY, language: 'en' })
  await aPatient(ctx, clinic, { ...BIRTHDAY, language: 'fi' })
  await aPatient(ctx, clinic, { ...BIRTHDAY, phone: null, phoneKind: 'none' })
  await aPatient(ctx, clinic, { ...BIRTHDAY, phone: '+3726111222', phoneKind: 'landline', phoneCountry: 'EE' })
  await aPatient(ctx, clinic, { birthDate: '2015-03-09' })
  await aPatient(ctx, clinic, { birthDate: '1985-03-10', firstName: 'Homme' })
  const refusing = await aPatient(ctx, clinic, { ...BIRTHDAY, firstName: 'Jaan' })
  await db().execute(sql`
    insert into opt_outs (chain_id, channel, address, purpose, source)
    values (${ctx.chainId}, 'sms', ${refusing.phone}, 'greeting', 'staff')`)
}

const TWO_LANGUAGES = {
  et: '{first_name}, palju õnne sünnipäevaks! {clinic_name}',
  ru: '{first_name}, с днём рождения!',
}

describe('what the page of greetings promises for today', () => {
  test('is what leaves when they are switched on: the same people, parts, cost and reasons', async () => {
    const { ctx, clinic } = await aPractice('greeting', sql`at_local = '10:00'`, TWO_LANGUAGES)
    await peopleOfAllKinds(ctx, clinic)
    const { days, leftOut, samples } = await ahead(ctx, 'greeting')
    const [today, tomorrow] = days
    expect(today).toMatchObject({ day: '2027-03-09', people: 9, willGet: 3, written: 0 })
    expect(tomorrow).toMatchObject({ day: '2027-03-10', people: 1, willGet: 1 })
    expect(samples.map(({ name }) => name)).toHaveLength(4)
    expect(samples[0]?.text).toMatch(/palju õnne|с днём/)

    const real = await sent(ctx, 'greeting')
    expect(real).toMatchObject({ texts: today?.willGet, segments: today?.segments, costMicro: today?.costMicro })
    expect(leftOut.toSorted((a, b) => a.reason.localeCompare(b.reason))).toEqual(
      real.leftOut.toSorted((a, b) => a.reason.localeCompare(b.reason)),
    )
    const after = await ahead({ ...ctx, now: HOUR }, 'greeting')
    expect(after.days[0]).toMatchObject({ people: 9, written: 3, willGet: 0, costMicro: 0 })
  })

  test('says how many get nothing for the want of a text in their language', async () => {
    const { ctx, clinic } = await aPractice('greeting', sql`no_language_as = 'et'`, { et: 'Palju õnne!' })
    await aPatient(ctx, clinic, { ...BIRTHDAY, language: 'ru' })
    await aPatient(ctx, clinic, { ...BIRTHDAY, language: null })
    const { total, leftOut } = await ahead(ctx, 'greeting')
    expect(total).toMatchObject({ people: 2, willGet: 1 })
    expect(leftOut).toEqual([{ reason: 'language_blank', people: 1 }])
  })

  test('a clinic that has greetings off, and one that is not yours, do not count; a clinic’s own text does', async () => {
    const { ctx, clinic, templateId } = await aPractice('greeting', sql`at_local = '10:00'`, { et: 'Palju õnne!' })
    const [off, own] = [await aClinic(ctx, { zone: 'UTC' }), await aClinic(ctx, { zone: 'UTC' })]
    await switchOn(ctx, 'greetings', off.id, false)
    const variant = { of: templateId, clinicId: own.id }
    const texts = [{ language: 'et', body: 'Meie oma soov' }]
    await createTemplate(ctx, CreateTemplateInput.parse({ purpose: 'greeting', name: 'x', texts, variant }))
    for (const place of [clinic, off, own]) await aPatient(ctx, place, BIRTHDAY)
    const all = await ahead(ctx, 'greeting')
    expect(all.total.people).toBe(2)
    expect(all.samples.map(({ text }) => text.split('\n')[0]).toSorted()).toEqual(['Meie oma soov', 'Palju õnne!'])
    const manager = await aStaff(ctx, 'clinic_manager', [own.id])
    expect((await ahead(manager, 'greeting')).total.people).toBe(1)
  })

  test.each([
    ['the 28th', sql`leap_day = 'feb_28'`, ['2027-02-28']],
    ['1 March', sql`leap_day = 'mar_1'`, ['2027-03-01']],
  ])('who was born on 29 February stands on %s, as it is set', async (_day, settings, expected) => {
    const { ctx, clinic } = await aPractice('greeting', settings)
    await aPatient(ctx, clinic, { birthDate: '1984-02-29' })
    const { days } = await ahead({ ...ctx, now: new Date('2027-02-20T08:00:00Z') }, 'greeting')
    expect(days.filter(({ willGet }) => willGet > 0).map(({ day }) => day)).toEqual(expected)
  })

  test('after closing, today is over', async () => {
    const { ctx, clinic } = await aPractice('greeting', sql`at_local = '10:00'`)
    await aPatient(ctx, clinic, BIRTHDAY)
    const evening = await ahead({ ...ctx, now: new Date('2027-03-09T20:30:00Z') }, 'greeting')
    expect(evening.total.willGet).toBe(0)
    expect(evening.leftOut).toEqual([{ reason: 'too_late', people: 1 }])
  })
})

describe('what the page of recall promises', () => {
  test('is what leaves today, and who comes due in the days ahead', async () => {
    const { ctx, clinic } = await aPractice('recall', sql`months = 12, at_local = '10:00'`)
    const lastCame = async (startsAt: string, booked?: string) => {
      const patient = await aPatient(ctx, clinic)
      await anAppointment(ctx, patient, { startsAt: new Date(`${startsAt}T10:00:00Z`), status: 'completed' })
      if (booked) await anAppointment(ctx, patient, { startsAt: new Date(`${booked}T10:00:00Z`) })
    }
    await lastCame('2026-03-09')
    await lastCame('2026-02-20')
    await lastCame('2026-03-15')
    await lastCame('2026-03-08', '2027-04-01')
    await lastCame('2025-01-01')
    const { days } = await ahead(ctx, 'recall')
    const figures = days.filter(({ people }) => people > 0).map(({ day, willGet }) => [day, willGet])
    expect(figures).toEqual([
      ['2027-03-09', 2],
      ['2027-03-15', 1],
    ])
    const today = days[0]
    expect(await sent(ctx, 'recall')).toMatchObject({
      texts: today?.willGet,
      segments: today?.segments,
      costMicro: today?.costMicro,
    })
  })

  test('stands on the day it leaves: not on this evening, nor on a holiday', async () => {
    const { ctx, clinic } = await aPractice('recall', sql`months = 12, at_local = '10:00'`)
    await db().execute(sql`insert into holidays (chain_id, day, closed) values (${ctx.chainId}, '2027-03-10', true)`)
    const patient = await aPatient(ctx, clinic)
    await anAppointment(ctx, patient, { startsAt: new Date('2026-03-09T10:00:00Z'), status: 'completed' })
    const evening = new Date('2027-03-09T20:30:00Z')
    const daysOf = async () =>
      (await ahead({ ...ctx, now: evening }, 'recall')).days.filter(({ willGet }) => willGet > 0).map(({ day }) => day)
    expect(await daysOf()).toEqual(['2027-03-11'])

    await switchOn(ctx, 'recall')
    await planPersonalTexts('recall', evening)
    expect(await daysOf()).toEqual(['2027-03-11'])
    const [planned] = await db().execute<{ day: string }>(sql`
      select (due_at at time zone 'UTC')::date::text as day from recalls where chain_id = ${ctx.chainId}`)
    expect(planned?.day).toBe('2027-03-11')
  })
})

test('recall that is switched on is planned at once, not only at night', async () => {
  const ctx = await aChain()
  expect(await jobsFor('recalls.plan')).toEqual([])
  await setSwitch(ctx, { category: 'recall', clinicId: null, enabled: false })
  expect(await jobsFor('recalls.plan')).toEqual([])
  await setSwitch(ctx, { category: 'recall', clinicId: null, enabled: true })
  expect(await jobsFor('recalls.plan')).toEqual([{}])
})

test('without settings there is nothing to promise; and they are the whole chain’s', async () => {
  const chain = await aChain()
  expect(await inChain(chain, (tx) => lookAhead(tx, chain, 'greeting', 'UTC'))).toBeNull()
  const clinic = await aClinic(chain)
  const manager = await aStaff(chain, 'clinic_manager', [clinic.id])
  const templateId = await aTemplate(chain, 'greeting')
  const input = SaveGreetingSettingsInput.parse({ templateId })
  await expect(saveGreetingSettings(manager, input)).rejects.toMatchObject({ code: 'forbidden' })
  const recall = await aTemplate(chain, 'recall')
  await expect(saveGreetingSettings(chain, { ...input, templateId: recall })).rejects.toMatchObject({
    code: 'template_unknown',
  })
})

test.each([
  ['61 months', { months: '61' }],
  ['no months', { months: '0' }],
  ['half a month', { months: '1.5' }],
  ['a word', { months: 'aasta' }],
  ['25 o’clock', { atLocal: '25:00' }],
  ['a language that there is not', { noLanguageAs: 'eesti' }],
  ['no template', { templateId: '' }],
])('settings with %s are refused', (_why, wrong) => {
  const input = { templateId: crypto.randomUUID(), months: '12', atLocal: '10:00', noLanguageAs: '', ...wrong }
  expect(SaveRecallSettingsInput.safeParse(input).success).toBe(false)
})
