import { db, sql } from '#db/client.ts'
import { planReminders } from '#lib/reminders/plan.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, anAppointment, aPatient } from '#tests/database.ts'
import type { RuleValues } from '#tests/reminders.ts'
import { aRule, remindersOf, switchOn } from '#tests/reminders.ts'

/** Wall-clock times of Tallinn in 2027; the winter's Monday is 8 March, clocks go on on 28 March and back on 31 October. */
export const local = async (text: string, zone = 'Europe/Tallinn') => {
  const [row] = await db().execute<{ at: string }>(
    sql`select to_json(${text}::timestamp at time zone ${zone}) #>> '{}' as at`,
  )
  return new Date(row?.at ?? '')
}

export type Case = { rules: RuleValues[]; visit: string; booked: string; zone?: string; hours?: [string, string] }

/** Books one visit under some rules, as the database would at that moment, and tells what is planned. */
export async function booked({
  rules,
  visit,
  booked: bookedAt,
  zone = 'Europe/Tallinn',
  hours = ['09:00', '20:00'],
}: Case) {
  const now = await local(bookedAt, zone)
  const ctx = await aChain({ now })
  const clinic = await aClinic(ctx, { zone, opensAt: hours[0], closesAt: hours[1] })
  const patient = await aPatient(ctx, clinic)
  await switchOn(ctx, 'reminders')
  for (const rule of rules) await aRule(ctx, rule)
  const appointment = await anAppointment(ctx, patient, { startsAt: await local(visit, zone), versionAt: now })
  await inChain(ctx, (tx) => planReminders(tx, ctx, [appointment.id], now))
  return { ctx, clinic, patient, appointment, reminders: await remindersOf(ctx) }
}
