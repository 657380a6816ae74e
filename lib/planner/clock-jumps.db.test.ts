import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { tickPlanner } from '#lib/planner/tick.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, anAppointment, aPatient, testDatabase } from '#tests/database.ts'
import { aRule, remindersOf, switchOn } from '#tests/reminders.ts'

// The machine's clock is set, by a person or by its time server, and twice a year the clinic's. Neither may send a text twice, before its
// time, or never.

testDatabase()

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ZONE = 'Europe/Tallinn'

/** A chain in Tallinn that is open day and night, on every day of the year. */
async function aPractice(year: number): Promise<{ ctx: Ctx; clinic: { id: string } }> {
  const ctx = await aChain({ euros: 100 })
  const clinic = await aClinic(ctx, { opensAt: '00:00', closesAt: '23:59', zone: ZONE })
  await db().execute(sql`
    insert into holidays (chain_id, day, closed) select ${ctx.chainId}, day, false from public_holidays('EE', ${year}::int, ${year + 1}::int)`)
  await switchOn(ctx, 'reminders')
  return { ctx, clinic }
}

/** Visits of different patients at these instants, all booked a month before the first. */
async function book(ctx: Ctx, clinic: { id: string }, visits: readonly Date[]): Promise<void> {
  const booked = new Date(Math.min(...visits.map(Number)) - 30 * 24 * HOUR)
  const ids: string[] = []
  for (const startsAt of visits) {
    const visit = await anAppointment(ctx, await aPatient(ctx, clinic), { startsAt, versionAt: booked })
    ids.push(visit.id)
  }
  await inChain(ctx, (tx) => planReminders(tx, ctx, ids, booked))
}

/** Ticks at each of these moments and says how many texts there were after it. */
async function ticksAt(ctx: Ctx, moments: readonly Date[]): Promise<number[]> {
  const written: number[] = []
  for (const now of moments) {
    await tickPlanner({ now })
    const [row] = await db().execute<{ texts: number }>(sql`
      select count(*)::int as texts from deliveries where chain_id = ${ctx.chainId}`)
    written.push(row?.texts ?? -1)
  }
  return written
}

const every = (minutes: number, from: Date, until: Date) =>
  Array.from(
    { length: (until.getTime() - from.getTime()) / (minutes * MINUTE) + 1 },
    (_, n) => new Date(from.getTime() + n * minutes * MINUTE),
  )

describe('the machine’s clock', () => {
  const VISIT = new Date('2027-03-10T12:00:00Z')
  const ahead = (minutes: number) => new Date(VISIT.getTime() - minutes * MINUTE)

  test('jumps an hour ahead: what fell into the hour is sent once, and nothing again when the clock is put right', async () => {
    const { ctx, clinic } = await aPractice(2027)
    await aRule(ctx, { moment: 'before_visit', minutes: 180 })
    await book(
      ctx,
      clinic,
      [0, 20, 40, 60, 80].map((later) => new Date(VISIT.getTime() + later * MINUTE)),
    )
    // Due at three hours before: at -180, -160, -140, -120 and -100. An hour ahead of its time, back again, and on.
    const moments = [ahead(180), ahead(120), ahead(175), ahead(150), ahead(120), ahead(100), ahead(100)]
    expect(await ticksAt(ctx, moments)).toEqual([1, 4, 4, 4, 4, 5, 5])
  })

  test('jumps an hour back: nothing is sent again, and what is due then comes at its own time', async () => {
    const { ctx, clinic } = await aPractice(2027)
    await aRule(ctx, { moment: 'before_visit', minutes: 180 })
    await book(
      ctx,
      clinic,
      [0, 30].map((later) => new Date(VISIT.getTime() + later * MINUTE)),
    )
    expect(await ticksAt(ctx, [ahead(179), ahead(239), ahead(180), ahead(151), ahead(150)])).toEqual([1, 1, 1, 1, 2])
  })

  test('jumps past the visit: its reminder is too late, and stays so when the clock is put right', async () => {
    const { ctx, clinic } = await aPractice(2027)
    await aRule(ctx, { moment: 'before_visit', minutes: 180 })
    await book(ctx, clinic, [VISIT])
    expect(await ticksAt(ctx, [ahead(10), ahead(180), ahead(60)])).toEqual([0, 0, 0])
    expect(await remindersOf(ctx)).toMatchObject([{ status: 'too_late' }])
  })

  test('an hour in which no worker ran: all of it is caught up with, and what has become useless is marked too late', async () => {
    const { ctx, clinic } = await aPractice(2027)
    await aRule(ctx, { moment: 'before_visit', minutes: 60 })
    // Due in the hour that nobody saw: at -60, -45, -30, -15 and 0 before its end; the first visit has begun by then.
    await book(
      ctx,
      clinic,
      [0, 15, 30, 45, 60].map((later) => new Date(VISIT.getTime() + later * MINUTE)),
    )
    expect(await ticksAt(ctx, [ahead(61), ahead(0), ahead(0)])).toEqual([0, 3, 3])
    const statuses = (await remindersOf(ctx)).toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
    expect(statuses.map(({ status }) => status)).toEqual(['too_late', 'too_late', 'written', 'written', 'written'])
  })
})

describe('the clinic’s clock', () => {
  // Half an hour apart through the whole night.
  test.each([
    [
      'goes ahead: the hour from 3:00 does not exist',
      2027,
      '2027-03-27T20:00:00Z',
      '2027-03-28T06:00:00Z',
      '2027-03-29T09:00:00Z',
    ],
    [
      'goes back: the hour from 3:00 comes twice',
      2027,
      '2027-10-30T20:00:00Z',
      '2027-10-31T06:00:00Z',
      '2027-11-01T10:00:00Z',
    ],
  ])('%s: a reminder for 3:30 of that night is sent once', async (_why, year, from, until, visit) => {
    const { ctx, clinic } = await aPractice(year)
    await aRule(ctx, { moment: 'day_before', days: 1, atLocal: '03:30' })
    await book(ctx, clinic, [new Date(visit)])
    const night = every(30, new Date(from), new Date(until))
    const written = await ticksAt(ctx, night)
    expect(written.at(0)).toBe(0)
    expect(written.at(-1)).toBe(1)
    // In the hour from 3:00 to 4:00 by the clinic's clock, or, where there is none, next to it.
    const sentAt = night[written.indexOf(1)] as Date
    const local = new Intl.DateTimeFormat('et', { timeZone: ZONE, hour: 'numeric', hour12: false }).format(sentAt)
    expect(['03', '3', '04', '4']).toContain(local)
  })

  test.each([
    ['goes ahead', '2027-03-28', [0, 1, 2, 3, 4, 5]],
    ['goes back', '2027-10-31', [0, 1, 2, 3, 4, 5]],
  ])('%s: hours before a visit are hours that pass, each visit told once', async (_why, day, hours) => {
    const { ctx, clinic } = await aPractice(2027)
    await aRule(ctx, { moment: 'before_visit', minutes: 120 })
    const midnight = new Date(`${day}T00:00:00Z`)
    const visits = hours.map((hour) => new Date(midnight.getTime() + hour * HOUR))
    await book(ctx, clinic, visits)
    const rows = await remindersOf(ctx)
    expect(rows.map(({ dueAt }) => dueAt.getTime()).toSorted()).toEqual(
      visits.map((visit) => visit.getTime() - 2 * HOUR).toSorted(),
    )
    const night = every(30, new Date(midnight.getTime() - 3 * HOUR), new Date(midnight.getTime() + 4 * HOUR))
    const written = await ticksAt(ctx, night)
    expect(written).toEqual(
      night.map((now) => visits.filter((visit) => visit.getTime() - 2 * HOUR <= now.getTime()).length),
    )
  })
})
