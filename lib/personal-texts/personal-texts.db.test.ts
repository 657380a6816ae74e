import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { planPersonalTexts } from '#lib/personal-texts/plan.ts'
import { tickPlanner } from '#lib/planner/tick.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { aChain, aClinic, anAppointment, aPatient, testDatabase } from '#tests/database.ts'
import { handOverAll } from '#tests/hand-over.ts'
import { aTemplate, switchOn } from '#tests/reminders.ts'

testDatabase()

const at = (text: string) => new Date(`${text}:00Z`)

async function aPractice(kind: 'greeting' | 'recall', settings: ReturnType<typeof sql> = sql``) {
  const ctx = await aChain({ euros: 10 })
  const clinic = await aClinic(ctx, { zone: 'UTC' })
  const templateId = await aTemplate(ctx, kind)
  await db().execute(
    sql`insert into ${sql.raw(`${kind}_settings`)} (chain_id, template_id) values (${ctx.chainId}, ${templateId})`,
  )
  if (settings.queryChunks.length > 0)
    await db().execute(sql`update ${sql.raw(`${kind}_settings`)} set ${settings} where chain_id = ${ctx.chainId}`)
  await switchOn(ctx, kind === 'greeting' ? 'greetings' : 'recall')
  return { ctx, clinic }
}

async function rowsOf({ chainId }: Ctx, kind: 'greeting' | 'recall') {
  const rows = await db().execute<{ status: string; reason: string | null }>(sql`
    select status, reason from ${sql.raw(kind === 'greeting' ? 'greetings' : 'recalls')} where chain_id = ${chainId}`)
  return rows.map(({ status, reason }) => [status, reason].filter(Boolean).join(' '))
}

/** Plans and sends as the worker would at a moment, and again a little later. */
async function runAt(kind: 'greeting' | 'recall', now: Date) {
  for (const later of [0, 30_000]) {
    const moment = new Date(now.getTime() + later)
    await planPersonalTexts(kind, moment)
    await tickPlanner({ now: moment })
  }
}

describe('birthdays', () => {
  test.each<[string, string, ReturnType<typeof sql>, string, string[]]>([
    ['on the day, at the hour', '1985-03-09', sql``, '2027-03-09T10:00', ['written']],
    ['before the hour it waits', '1985-03-09', sql``, '2027-03-09T09:59', ['planned']],
    ['not a day before', '1985-03-09', sql``, '2027-03-08T12:00', []],
    ['a holiday does not keep it back', '1985-02-24', sql``, '2027-02-24T10:00', ['written']],
    ['a worker that was off until the evening', '1985-03-09', sql``, '2027-03-09T19:30', ['written']],
    ['a worker that was off until after closing', '1985-03-09', sql``, '2027-03-09T20:30', ['too_late']],
    ['born on 29 February, in a common year: on the 28th', '1984-02-29', sql``, '2027-02-28T10:00', ['written']],
    ['or on 1 March, if the chain says so', '1984-02-29', sql`leap_day = 'mar_1'`, '2027-03-01T10:00', ['written']],
    ['and then not on the 28th', '1984-02-29', sql`leap_day = 'mar_1'`, '2027-02-28T10:00', []],
    ['in a leap year on the day itself', '1984-02-29', sql``, '2028-02-29T10:00', ['written']],
    ['and then not on the 28th', '1984-02-29', sql``, '2028-02-28T10:00', []],
    ['a child is not greeted', '2015-03-09', sql``, '2027-03-09T10:00', ['left_out minor']],
    ['unless to the guardian’s number', '2015-03-09', sql`minors = 'guardian'`, '2027-03-09T10:00', ['written']],
    ['eighteen today is no child any more', '2009-03-09', sql``, '2027-03-09T10:00', ['written']],
  ])('%s', async (_why, birthDate, settings, now, expected) => {
    const { ctx, clinic } = await aPractice('greeting', settings)
    await aPatient(ctx, clinic, { birthDate })
    await runAt('greeting', at(now))
    expect(await rowsOf(ctx, 'greeting')).toEqual(expected)
  })

  test('the wish ends in a link by which it can be refused, and who refused offers gets none', async () => {
    const { ctx, clinic } = await aPractice('greeting')
    const mari = await aPatient(ctx, clinic, { birthDate: '1985-03-09' })
    const jaan = await aPatient(ctx, clinic, { birthDate: '1985-03-09', firstName: 'Jaan' })
    await db().execute(sql`
      insert into opt_outs (chain_id, channel, address, purpose, source) values (${ctx.chainId}, 'sms', ${jaan.phone}, 'greeting', 'staff')`)
    await runAt('greeting', at('2027-03-09T12:00'))
    expect((await rowsOf(ctx, 'greeting')).toSorted()).toEqual(['left_out opted_out', 'written'])
    await db().execute(
      sql`update deliveries set valid_until = now() + interval '1 hour' where chain_id = ${ctx.chainId}`,
    )
    expect(await handOverAll(ctx)).toMatchObject([
      { to: mari.phone, text: expect.stringMatching(/^Palju õnne, Mari!\nLoobu: https?:.*\/o\/\w{12}$/) },
    ])
  })

  test('switched off at the clinic, nobody is greeted there', async () => {
    const { ctx, clinic } = await aPractice('greeting')
    await switchOn(ctx, 'greetings', clinic.id, false)
    await aPatient(ctx, clinic, { birthDate: '1985-03-09' })
    await runAt('greeting', at('2027-03-09T12:00'))
    expect(await rowsOf(ctx, 'greeting')).toEqual([])
  })
})

describe('recall', () => {
  test.each<[string, [string, 'completed' | 'scheduled' | 'cancelled'][], string[]]>([
    ['a year after the last visit', [['2026-03-09T10:00', 'completed']], ['written']],
    ['not a day sooner', [['2026-03-10T10:00', 'completed']], []],
    ['not when the year was over long ago, before this was switched on', [['2025-12-09T10:00', 'completed']], []],
    [
      'not when they came since',
      [
        ['2026-03-09T10:00', 'completed'],
        ['2026-09-01T10:00', 'completed'],
      ],
      [],
    ],
    [
      'not when a visit is booked',
      [
        ['2026-03-09T10:00', 'completed'],
        ['2027-04-01T10:00', 'scheduled'],
      ],
      [],
    ],
    [
      'a visit that was cancelled does not count',
      [
        ['2026-03-09T10:00', 'completed'],
        ['2027-04-01T10:00', 'cancelled'],
      ],
      ['written'],
    ],
  ])('%s', async (_why, visits, expected) => {
    const { ctx, clinic } = await aPractice('recall')
    const patient = await aPatient(ctx, clinic)
    for (const [startsAt, status] of visits) await anAppointment(ctx, patient, { startsAt: at(startsAt), status })
    await runAt('recall', at('2027-03-09T10:00'))
    expect(await rowsOf(ctx, 'recall')).toEqual(expected)
  })

  test('booked between the plan and the hour: nothing is said', async () => {
    const { ctx, clinic } = await aPractice('recall')
    const patient = await aPatient(ctx, clinic)
    await anAppointment(ctx, patient, { startsAt: at('2026-03-09T10:00'), status: 'completed' })
    await planPersonalTexts('recall', at('2027-03-09T03:20'))
    await anAppointment(ctx, patient, { startsAt: at('2027-03-20T10:00') })
    await tickPlanner({ now: at('2027-03-09T10:00') })
    expect(await rowsOf(ctx, 'recall')).toEqual(['left_out visit_booked'])
  })
})
