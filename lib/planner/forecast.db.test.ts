import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listPlannedReminders, samplePlannedKeys } from '#db/queries/forecast.ts'
import { dayPlus } from '#lib/core/calendar-day.ts'
import { sumOf } from '#lib/core/forecast.ts'
import { forecastTexts } from '#lib/planner/forecast.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, anAppointment, aPatient, testDatabase } from '#tests/database.ts'
import { aRule, aTemplate, switchOn } from '#tests/reminders.ts'

testDatabase()

const ZONE = 'Europe/Tallinn'
const forecast = (ctx: Ctx, days = 14) => inChain(ctx, (tx) => forecastTexts(tx, ctx, { days, zone: ZONE }))

// Twelve o'clock of the clinic's day so many days from now: no holiday of Estonia moves a reminder that counts in hours.
async function noonIn(days: number): Promise<{ startsAt: Date; day: string }> {
  const [row] = await db().execute<{ at: string; day: string }>(sql`
    select to_json(((now() at time zone ${ZONE})::date + ${days}::int + time '12:00') at time zone ${ZONE}) #>> '{}' as at,
      ((now() at time zone ${ZONE})::date + ${days}::int)::text as day`)
  return { startsAt: new Date(row?.at ?? ''), day: row?.day ?? '' }
}

async function aChainWithARule() {
  const ctx = await aChain({ location: 'XX' })
  const clinic = await aClinic(ctx)
  await switchOn(ctx, 'reminders')
  const ruleId = await aRule(ctx, { moment: 'day_before', days: 1, atLocal: '10:00' })
  const visitIn = async (days: number, values: Parameters<typeof aPatient>[2] = {}) => {
    const patient = await aPatient(ctx, clinic, {
      phone: `+3725${Math.floor(1e6 + Math.random() * 8e6)}`,
      phoneKind: 'mobile',
      phoneCountry: 'EE',
      ...values,
    })
    const visit = await anAppointment(ctx, patient, { startsAt: (await noonIn(days)).startsAt })
    await inChain(ctx, (tx) => planReminders(tx, ctx, [visit.id]))
    return { patient, visit }
  }
  return { ctx, clinic, ruleId, visitIn }
}

test('reminders are counted on the day on which they go, with what each text costs', async () => {
  const { ctx, ruleId, visitIn } = await aChainWithARule()
  await db().execute(sql`insert into tariffs (location, channel, country, price_micro, valid_from) values
    ('XX', 'sms', 'EE', 45000, '2020-01-01'), ('XX', 'sms', '*', 90000, '2020-01-01')`)
  await visitIn(4)
  await visitIn(4, { phone: '+37120000000', phoneCountry: 'LV' })
  await visitIn(6)
  await visitIn(30)

  const { cells, rendered, planned } = await forecast(ctx)
  const source = { kind: 'reminder', ruleId }
  expect(cells.toSorted((a, b) => a.day.localeCompare(b.day))).toEqual([
    { source, day: (await noonIn(3)).day, texts: 2, costMicro: 45_000 + 90_000 },
    { source, day: (await noonIn(5)).day, texts: 1, costMicro: 45_000 },
  ])
  expect([rendered, planned]).toEqual([3, 3])
})

test('who would get nothing is told by reason and costs nothing', async () => {
  const { ctx, visitIn } = await aChainWithARule()
  await visitIn(4, { phone: null, phoneKind: 'none', phoneCountry: null })
  await visitIn(4, { deceased: true })
  await visitIn(4, { language: 'fi' })
  const { cells, leftOut } = await forecast(ctx)
  expect(sumOf(cells)).toEqual({ texts: 3, costMicro: 0 })
  expect(leftOut.toSorted((a, b) => a.reason.localeCompare(b.reason))).toEqual([
    { reason: 'deceased', reminders: 1 },
    { reason: 'language_unknown', reminders: 1 },
    { reason: 'no_number', reminders: 1 },
  ])
})

test('the list behind a day has its reminders in the order in which they go, page by page', async () => {
  const { ctx, ruleId, visitIn } = await aChainWithARule()
  for (let visit = 0; visit < 3; visit++) await visitIn(4)
  await visitIn(5)
  const [{ day }, { day: today }] = [await noonIn(3), await noonIn(0)]
  const page = (after?: { dueAt: string; appointmentId: string; ruleId: string }) =>
    inChain(ctx, (tx) => listPlannedReminders(tx, ctx, { day, today, ruleId }, { after, limit: 2 }))
  const first = await page()
  expect(first).toHaveLength(3)
  const rest = await page(first[1])
  expect(rest.map(({ appointmentId }) => appointmentId)).toEqual([first[2]?.appointmentId])
  expect(first.every(({ ruleId: of }) => of === ruleId)).toBe(true)
})

test('somebody who works for one clinic sees its reminders alone', async () => {
  const { ctx, clinic, visitIn } = await aChainWithARule()
  await visitIn(4)
  const other = await aClinic(ctx)
  const visit = await anAppointment(ctx, await aPatient(ctx, other), { startsAt: (await noonIn(4)).startsAt })
  await inChain(ctx, (tx) => planReminders(tx, ctx, [visit.id]))
  expect(sumOf((await forecast(ctx)).cells).texts).toBe(2)
  expect(sumOf((await forecast({ ...ctx, clinicIds: [clinic.id] })).cells).texts).toBe(1)
})

test('a sample takes some of every hour and nothing of later days', async () => {
  const { ctx, visitIn } = await aChainWithARule()
  for (let visit = 0; visit < 4; visit++) await visitIn(4)
  await visitIn(6)
  await visitIn(30)
  const { day } = await noonIn(14)
  const keys = await inChain(ctx, (tx) => samplePlannedKeys(tx, ctx, day, 2))
  expect(keys.map((key) => key.day).toSorted()).toEqual([
    (await noonIn(3)).day,
    (await noonIn(3)).day,
    (await noonIn(5)).day,
  ])
})

test('who gets a wish or an invitation is counted where they are switched on', async () => {
  const ctx = await aChain()
  const [clinic, silent] = [await aClinic(ctx), await aClinic(ctx)]
  await switchOn(ctx, 'greetings')
  await switchOn(ctx, 'greetings', silent.id, false)
  const { chainId } = ctx
  const greeting = await aTemplate(ctx, 'greeting')
  await db().execute(sql`insert into greeting_settings (chain_id, template_id) values (${chainId}, ${greeting})`)
  const { day } = await noonIn(5)
  await aPatient(ctx, clinic, { birthDate: `1980${day.slice(4)}` })
  await aPatient(ctx, silent, { birthDate: `1980${day.slice(4)}` })
  // A child's wish goes to nobody unless the guardian gets it.
  await aPatient(ctx, clinic, { birthDate: `${Number(day.slice(0, 4)) - 10}${day.slice(4)}` })
  await aPatient(ctx, clinic, { birthDate: `1980${dayPlus(day, 20).slice(4)}` })

  await switchOn(ctx, 'recall')
  const recall = await aTemplate(ctx, 'recall')
  await db().execute(
    sql`insert into recall_settings (chain_id, template_id, months) values (${chainId}, ${recall}, 12)`,
  )
  const seen = async (booked: boolean) => {
    const patient = await aPatient(ctx, clinic)
    const [row] = await db().execute<{ at: string }>(sql`
      select to_json(((now() at time zone ${ZONE})::date + 5 - interval '12 months' + time '12:00') at time zone ${ZONE}) #>> '{}' as at`)
    await anAppointment(ctx, patient, { startsAt: new Date(row?.at ?? ''), status: 'completed' })
    if (booked) await anAppointment(ctx, patient, { startsAt: (await noonIn(40)).startsAt })
  }
  await seen(false)
  await seen(true)

  const { cells } = await forecast(ctx)
  expect(cells).toMatchObject([
    { source: { kind: 'greeting' }, day, texts: 1 },
    { source: { kind: 'recall' }, day, texts: 1 },
  ])
})
