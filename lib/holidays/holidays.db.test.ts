import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listHolidays, listPublicHolidays } from '#db/queries/holidays.ts'
import { updateClinic } from '#lib/clinics/update.ts'
import { PUBLIC_HOLIDAYS } from '#lib/core/public-holiday.ts'
import { removeHoliday } from '#lib/holidays/remove.ts'
import { setHoliday } from '#lib/holidays/set.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import { replanReminders } from '#lib/reminders/replan.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, anAppointment, aPatient, testDatabase } from '#tests/database.ts'
import { aRule, remindersOf, switchOn } from '#tests/reminders.ts'

testDatabase()

// A reminder at nine on 9 March 2027 for a visit the day after.
async function aReminder() {
  const now = new Date('2027-03-01T08:00:00Z')
  const ctx = await aChain({ now })
  const clinic = await aClinic(ctx)
  await switchOn(ctx, 'reminders')
  await aRule(ctx, { moment: 'day_before', days: 1, atLocal: '09:00' })
  const visit = await anAppointment(ctx, await aPatient(ctx, clinic), {
    startsAt: new Date('2027-03-10T12:00:00Z'),
    versionAt: now,
  })
  await inChain(ctx, (tx) => planReminders(tx, ctx, [visit.id], now))
  return { ctx, clinic, replan: () => replanReminders(ctx, ctx, { now }) }
}

test('a day on which the chain is closed moves its reminders to the evening before, and back when it is taken away', async () => {
  const { ctx, replan } = await aReminder()
  const { holidayId } = await setHoliday(ctx, { clinicId: null, day: '2027-03-09', name: 'Kolimine', closed: true })
  await replan()
  expect(await remindersOf(ctx)).toMatchObject([{ status: 'planned', local: '2027-03-08 19:45' }])
  await removeHoliday(ctx, { holidayId })
  await replan()
  expect(await remindersOf(ctx)).toMatchObject([{ status: 'planned', local: '2027-03-09 09:00' }])
  expect(await inChain(ctx, (tx) => listHolidays(tx, ctx.chainId))).toEqual([])
})

test('other sending hours move them too, another name does not', async () => {
  const { ctx, clinic, replan } = await aReminder()
  const change = { clinicId: clinic.id, name: 'Uus nimi', phone: null, zone: clinic.zone, defaultLanguage: 'et' }
  const versions = () => db().execute(sql`select version from reminder_rules where chain_id = ${ctx.chainId}`)
  await updateClinic(ctx, { ...change, opensAt: '09:00', closesAt: '20:00' })
  expect(await versions()).toEqual([{ version: 1 }])
  await updateClinic(ctx, { ...change, opensAt: '10:00', closesAt: '18:00' })
  expect(await versions()).toEqual([{ version: 2 }])
  await replan()
  expect(await remindersOf(ctx)).toMatchObject([{ status: 'planned', local: '2027-03-08 17:45' }])
})

test('public holidays of Estonia, Easter and Pentecost among them', async () => {
  const ctx = await aChain()
  const days = await inChain(ctx, (tx) => listPublicHolidays(tx, ctx.chainId, { fromYear: 2027, toYear: 2027 }))
  // Each has a name on the screens.
  expect(days.map(({ key }) => key).toSorted()).toEqual([...PUBLIC_HOLIDAYS].toSorted())
  expect(days.map(({ day, key }) => `${day} ${key}`)).toEqual([
    '2027-01-01 new_year',
    '2027-02-24 independence_day',
    '2027-03-26 good_friday',
    '2027-03-28 easter',
    '2027-05-01 spring_day',
    '2027-05-16 pentecost',
    '2027-06-23 victory_day',
    '2027-06-24 midsummer',
    '2027-08-20 restoration_of_independence',
    '2027-12-24 christmas_eve',
    '2027-12-25 christmas',
    '2027-12-26 second_christmas',
  ])
})

test.each([
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2028, '2028-04-16'],
  [2038, '2038-04-25'],
  [2049, '2049-04-18'],
])('Easter of %i', async (year, day) => {
  expect(await db().execute(sql`select easter_sunday(${year}::int)::text as day`)).toEqual([{ day }])
})
