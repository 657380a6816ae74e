import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listVisitCalls } from '#db/queries/visit-calls.ts'
import { sendDueReminders } from '#lib/reminders/send-due.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { correctContact } from '#lib/visits/correct-contact.ts'
import { handleVisitAnswer } from '#lib/visits/handle-answer.ts'
import { aClinic, aPatient, aStaff, testDatabase } from '#tests/database.ts'
import { aReminded, aVisitTomorrow, press, statusOf, visitsAt } from '#tests/visits.ts'

testDatabase()

describe('call me', () => {
  test('puts the patient on the list of those to be called, once, until somebody has', async () => {
    const { ctx, clinic, patient, visit, code } = await aReminded()
    await Promise.all([press(code, 'call'), press(code, 'call')])
    await press(code, 'decline')
    expect(await press(code, 'call')).toEqual({ verdict: 'already' })
    const manager = await aStaff(ctx, 'chain_manager')
    const calls = () => inChain(manager, (tx) => listVisitCalls(tx, manager))
    const [waiting, ...others] = await calls()
    expect(others).toEqual([])
    expect(waiting).toMatchObject({
      answer: 'call',
      appointmentId: visit.id,
      patientId: patient.id,
      phone: patient.phone,
    })

    const elsewhere = await aStaff(ctx, 'receptionist', [(await aClinic(ctx)).id])
    expect(await inChain(elsewhere, (tx) => listVisitCalls(tx, elsewhere))).toEqual([])
    await handleVisitAnswer(elsewhere, { answerId: waiting?.answerId ?? '' })
    expect(await calls()).toHaveLength(1)
    await handleVisitAnswer(await aStaff(ctx, 'receptionist', [clinic.id]), { answerId: waiting?.answerId ?? '' })
    expect(await calls()).toEqual([])
    expect(await press(code, 'call')).toEqual({ verdict: 'note' })
  })
})

describe('not me', () => {
  test('takes the number off that patient, and off nobody else whose it is', async () => {
    const { ctx, clinic, patient, code } = await aReminded()
    const child = await aPatient(ctx, clinic, { phone: patient.phone, phoneKind: 'mobile', phoneCountry: 'EE' })
    await press(code, 'not_me')
    const phones = await db().execute(sql`
      select id, phone, phone_kind, phone_typed from patients where chain_id = ${ctx.chainId} order by id`)
    expect(phones).toEqual([
      { id: patient.id, phone: null, phone_kind: 'invalid', phone_typed: patient.phoneTyped },
      { id: child.id, phone: patient.phone, phone_kind: 'mobile', phone_typed: null },
    ])
    const manager = await aStaff(ctx, 'chain_manager')
    expect(await inChain(manager, (tx) => listVisitCalls(tx, manager))).toMatchObject([
      { answer: 'not_me', phone: null },
    ])
    expect((await visitsAt(code)).visits).toMatchObject([{ wrongContact: true }])
  })

  test('says nothing more about the visit to who holds the link, and takes no other answer from them', async () => {
    const { visit, code } = await aReminded()
    await press(code, 'not_me')
    expect(await press(code, 'decline')).toBeNull()
    expect(await statusOf(visit.id)).toBe('scheduled')
  })

  test('holds back what was planned for the number, and an import does not bring it back', async () => {
    const { ctx, patient, code } = await aReminded()
    await aVisitTomorrow(ctx, patient, -1)
    await press(code, 'not_me')
    await sendDueReminders(ctx)
    const reminders = await db().execute(
      sql`select status, reason from reminders where chain_id = ${ctx.chainId} order by decided_at`,
    )
    expect(reminders.at(-1)).toEqual({ status: 'left_out', reason: 'invalid_number' })
    await db().execute(
      sql`update patients set phone = ${patient.phone}, phone_kind = 'mobile' where id = ${patient.id}`,
    )
    const [row] = await db().execute(sql`select phone, phone_kind from patients where id = ${patient.id}`)
    expect(row).toEqual({ phone: null, phone_kind: 'invalid' })
  })

  test('ends when staff correct the number: another one, or the same after all', async () => {
    const { ctx, clinic, patient, code } = await aReminded()
    await press(code, 'not_me')
    const desk = await aStaff(ctx, 'receptionist', [clinic.id])
    await expect(correctContact(desk, { patientId: patient.id, phone: '12' })).rejects.toMatchObject({
      code: 'phone_unknown',
      field: 'phone',
    })
    const phoneNow = async () =>
      (await db().execute(sql`select phone, phone_kind from patients where id = ${patient.id}`))[0]

    await correctContact(desk, { patientId: patient.id, phone: '5123 4567' })
    expect(await phoneNow()).toEqual({ phone: '+37251234567', phone_kind: 'mobile' })
    expect((await visitsAt(code)).visits).toMatchObject([{ wrongContact: true }])

    await correctContact(desk, { patientId: patient.id, phone: patient.phone ?? '' })
    expect(await phoneNow()).toEqual({ phone: patient.phone, phone_kind: 'mobile' })
    expect((await visitsAt(code)).visits).toMatchObject([{ wrongContact: false }])
    expect(await inChain(desk, (tx) => listVisitCalls(tx, desk))).toEqual([])
  })

  test("is nobody's to correct at another clinic", async () => {
    const { ctx, patient } = await aReminded()
    const elsewhere = await aStaff(ctx, 'receptionist', [(await aClinic(ctx)).id])
    const attempt = correctContact(elsewhere, { patientId: patient.id, phone: '5123 4567' })
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' })
  })
})
