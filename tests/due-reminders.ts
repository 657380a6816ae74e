import { expect } from 'vitest'

import { db, sql } from '#db/client.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, anAppointment } from '#tests/database.ts'
import { booksFromDeliveries, booksOf } from '#tests/planned-texts.ts'
import type { RuleValues } from '#tests/reminders.ts'
import { aRule, switchOn } from '#tests/reminders.ts'

// A practice whose reminders are due, for the tests of what is sent and what is not.

const EUROS = 100
export const HOUR = 3_600_000
export const IN_A_DAY = 24 * HOUR
export const HOURS_24: RuleValues = { moment: 'before_visit', minutes: 24 * 60 }

/** A chain open at all hours, so that these tests may run at any. */
export async function aPractice(
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
export async function aVisit(
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
export async function expectBooksToAgree({ chainId }: Ctx) {
  const expected = await booksFromDeliveries(chainId, EUROS * 1_000_000)
  expect(await booksOf(chainId)).toEqual({ ...expected, counts: [] })
}

export async function deliveriesOf({ chainId }: Ctx) {
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
