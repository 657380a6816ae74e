import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { MoveAppointmentInput } from '#lib/appointments/inputs.ts'
import { moveAppointment } from '#lib/appointments/move.ts'
import { setAppointmentStatus } from '#lib/appointments/set-status.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { answerByLink } from '#lib/visits/answer-by-link.ts'
import { findVisitsByCode } from '#lib/visits/find-by-code.ts'
import { stopByLink } from '#lib/visits/stop-by-link.ts'
import { aChain, aMobileNumber, aPatient, aStaff, testDatabase } from '#tests/database.ts'
import { aReminded, aRemindingChain, aVisitTomorrow, press, sendReminders, statusOf, visitsAt } from '#tests/visits.ts'

testDatabase()

const auditOf = async ({ chainId }: Ctx, action: string) =>
  db().execute(
    sql`select staff_id, before, after from audit_log where chain_id = ${chainId} and action = ${action} order by id`,
  )

const tomorrowAt = (hour: number) => {
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  return `${day}T${hour}:00`
}

describe('the link at the end of a reminder', () => {
  test('shows the visit as it is now, and looking changes nothing', async () => {
    const { ctx, clinic, patient, visit, code } = await aReminded({ language: 'et' })
    const shown = await visitsAt(code)
    expect(shown).toMatchObject({
      chainId: ctx.chainId,
      language: 'et',
      channel: 'sms',
      address: patient.phone,
      refusalCode: null,
    })
    expect(shown.visits).toMatchObject([
      {
        ...{
          appointmentId: visit.id,
          firstName: 'Mari',
          clinicName: clinic.name,
          clinicLanguage: 'ru',
          status: 'scheduled',
        },
        ...{ startsAt: visit.startsAt, toldStartsAt: null, wrongContact: false, waitsForCall: false, answer: null },
      },
    ])
    expect(await statusOf(visit.id)).toBe('scheduled')
    expect(await auditOf(ctx, 'appointment.answer')).toEqual([])
  })

  test.each([
    ['nobody has it', 'AAAAAAAAAAAA'],
    ['cut short', 'AAAA'],
    ['nothing at all', ''],
    ['no code', "'; drop table--"],
    ['far too long', 'a'.repeat(100_000)],
  ])('leads nowhere when %s', async (_why, code) => {
    expect(await findVisitsByCode(code)).toBeNull()
  })

  test('of an offer is no link to visits, though it looks alike', async () => {
    const ctx = await aChain()
    const [link] = await db().execute<{ code: string }>(sql`
      insert into contact_links (chain_id, channel, address) values (${ctx.chainId}, 'sms', '+37253999999') returning code`)
    expect(await findVisitsByCode(link?.code ?? '')).toBeNull()
  })

  test('leads nowhere a month after the visit, or when the visit is somebody else’s', async () => {
    const { ctx, clinic, visit, code } = await aReminded()
    await db().execute(sql`update appointments set starts_at = now() - interval '29 days' where id = ${visit.id}`)
    expect(await findVisitsByCode(code)).not.toBeNull()
    await db().execute(sql`update appointments set starts_at = now() - interval '31 days' where id = ${visit.id}`)
    expect(await findVisitsByCode(code)).toBeNull()
    const other = await aPatient(ctx, clinic)
    await db().execute(
      sql`update appointments set starts_at = now() + interval '1 day', patient_id = ${other.id} where id = ${visit.id}`,
    )
    expect(await findVisitsByCode(code)).toBeNull()
  })
})

describe('yes', () => {
  test('confirms the visit, once, and says so in the audit log without a name', async () => {
    const { ctx, visit, patient, code } = await aReminded()
    expect(await press(code, 'confirm')).toEqual({ verdict: 'set', status: 'confirmed', before: 'scheduled' })
    expect(await press(code, 'confirm')).toEqual({ verdict: 'already' })
    expect(await statusOf(visit.id)).toBe('confirmed')
    expect((await visitsAt(code)).visits).toMatchObject([{ status: 'confirmed', answer: 'confirm' }])
    const audit = await auditOf(ctx, 'appointment.answer')
    expect(audit).toEqual([
      {
        staff_id: null,
        before: { status: 'scheduled' },
        after: { status: 'confirmed', answer: 'confirm', source: 'link' },
      },
    ])
    expect(JSON.stringify(audit)).not.toContain(patient.phone)
  })

  test('ten times at once, from as many connections, is one', async () => {
    const { ctx, visit, code } = await aReminded()
    const verdicts = await Promise.all(Array.from({ length: 10 }, () => press(code, 'confirm')))
    expect(verdicts.filter((verdict) => verdict?.verdict === 'set')).toHaveLength(1)
    expect(await auditOf(ctx, 'appointment.answer')).toHaveLength(1)
    const answers = await db().execute(sql`select answer from visit_answers where appointment_id = ${visit.id}`)
    expect(answers).toHaveLength(1)
  })

  test('to a time that has moved meanwhile confirms nothing; the page shows both times', async () => {
    const { ctx, clinic, visit, code } = await aReminded()
    const before = await visitsAt(code)
    const manager = await aStaff(ctx, 'chain_manager')
    const move = MoveAppointmentInput.parse({ appointmentId: visit.id, clinicId: clinic.id, localTime: tomorrowAt(11) })
    await moveAppointment(manager, move)
    const stale = { answer: 'confirm' as const, appointmentId: visit.id, seenVersion: before.visits[0]?.version ?? 0 }
    expect(await answerByLink(before, stale)).toEqual({ verdict: 'refused', reason: 'moved' })
    expect(await statusOf(visit.id)).toBe('scheduled')
    const [shown] = (await visitsAt(code)).visits
    expect(shown).toMatchObject({
      version: 2,
      toldStartsAt: visit.startsAt,
      startsAt: new Date(`${tomorrowAt(11)}:00Z`),
    })
    expect(await press(code, 'confirm')).toMatchObject({ verdict: 'set' })
  })

  test('after it has begun, or been called off by the clinic, changes nothing', async () => {
    const { ctx, visit, code } = await aReminded()
    const manager = await aStaff(ctx, 'chain_manager')
    await setAppointmentStatus(manager, { appointmentId: visit.id, status: 'cancelled' })
    expect(await press(code, 'confirm')).toEqual({ verdict: 'refused', reason: 'cancelled' })
    await setAppointmentStatus(manager, { appointmentId: visit.id, status: 'arrived' })
    expect(await press(code, 'confirm')).toEqual({ verdict: 'refused', reason: 'over' })
    expect(await statusOf(visit.id)).toBe('arrived')
  })

  test('about a visit that the text does not tell of is nothing', async () => {
    const { ctx, clinic, code } = await aReminded()
    const stranger = await aVisitTomorrow(ctx, await aPatient(ctx, clinic))
    const shown = await visitsAt(code)
    expect(await answerByLink(shown, { answer: 'decline', appointmentId: stranger.id, seenVersion: 1 })).toBeNull()
    expect(await statusOf(stranger.id)).toBe('scheduled')
  })
})

describe('no', () => {
  test('cancels the visit, also after a yes, and a link does not bring it back', async () => {
    const { visit, code } = await aReminded()
    await press(code, 'confirm')
    expect(await press(code, 'decline')).toEqual({ verdict: 'set', status: 'cancelled', before: 'confirmed' })
    expect(await press(code, 'confirm')).toEqual({ verdict: 'refused', reason: 'cancelled' })
    expect(await statusOf(visit.id)).toBe('cancelled')
  })

  test('and yes at one moment: one of them comes first, and nothing is half done', async () => {
    const { ctx, visit, code } = await aReminded()
    const verdicts = await Promise.all([press(code, 'confirm'), press(code, 'decline')])
    expect(verdicts.map((verdict) => verdict?.verdict)).toContain('set')
    expect(await statusOf(visit.id)).toBe('cancelled')
    expect((await auditOf(ctx, 'appointment.answer')).at(-1)).toMatchObject({ after: { status: 'cancelled' } })
  })
})

describe('a family in one text', () => {
  test('answers for each visit by itself', async () => {
    const { ctx, clinic } = await aRemindingChain()
    const number = aMobileNumber()
    const mari = await aVisitTomorrow(ctx, await aPatient(ctx, clinic, { ...number, firstName: 'Mari' }))
    const jaan = await aVisitTomorrow(ctx, await aPatient(ctx, clinic, { ...number, firstName: 'Jaan' }), -1)
    const [code = '', ...more] = await sendReminders(ctx)
    expect(more).toEqual([])
    expect((await visitsAt(code)).visits.map(({ firstName }) => firstName)).toEqual(['Jaan', 'Mari'])
    await press(code, 'decline', { nth: 0 })
    await press(code, 'confirm', { nth: 1 })
    expect([await statusOf(jaan.id), await statusOf(mari.id)]).toEqual(['cancelled', 'confirmed'])
  })
})

describe('no more texts', () => {
  test('closes the number with the words that were read as evidence, and leads to where it can be taken back', async () => {
    const { ctx, patient, visit, code } = await aReminded()
    const back = await stopByLink(await visitsAt(code), 'Ärge saatke mulle enam SMS-e')
    const optOuts = await db().execute(
      sql`select channel, address, purpose, source, wording, language from opt_outs where chain_id = ${ctx.chainId}`,
    )
    expect(optOuts).toEqual([
      {
        channel: 'sms',
        address: patient.phone,
        purpose: 'all',
        source: 'link',
        wording: 'Ärge saatke mulle enam SMS-e',
        language: 'et',
      },
    ])
    expect((await visitsAt(code)).refusalCode).toBe(back)
    expect(back).toMatch(/^[A-Za-z0-9]{12}$/)
    expect(await statusOf(visit.id)).toBe('scheduled')
  })
})
