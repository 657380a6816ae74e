import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { countUnreadReplies, listReplies } from '#db/queries/replies.ts'
import { MoveAppointmentInput } from '#lib/appointments/inputs.ts'
import { moveAppointment } from '#lib/appointments/move.ts'
import { setAppointmentStatus } from '#lib/appointments/set-status.ts'
import { recordReply } from '#lib/replies/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'
import { undoReply } from '#lib/visits/undo-reply.ts'
import { aClinic, aMobileNumber, aPatient, aStaff, testDatabase } from '#tests/database.ts'
import { aRemindingChain, aVisitTomorrow, sendReminders, statusOf } from '#tests/visits.ts'

testDatabase()

async function aReminded() {
  const { ctx, clinic } = await aRemindingChain()
  const patient = await aPatient(ctx, clinic)
  const visit = await aVisitTomorrow(ctx, patient)
  await sendReminders(ctx)
  return { ctx, clinic, visit, phone: patient.phone ?? '', patient, manager: await aStaff(ctx, 'chain_manager') }
}

const writeBack = (from: string, text: string, id: string = randomUUID()) =>
  asWorker((tx) => recordReply(tx, 'smpp', { id, from, to: '1234', text, receivedAt: new Date(), raw: text }))
const inbox = (ctx: Ctx) => inChain(ctx, (tx) => listReplies(tx, ctx, {}))
const unread = (ctx: Ctx) => inChain(ctx, (tx) => countUnreadReplies(tx, ctx))
const answersOf = ({ chainId }: Ctx) =>
  db().execute(
    sql`select action, staff_id, after from audit_log where chain_id = ${chainId} and action = 'appointment.answer' order by id`,
  )

describe('a reply to a reminder', () => {
  test.each([
    ['JAH', 'confirmed'],
    ['нет', 'cancelled'],
  ])('%s: the appointment is %s, and nobody has to read it', async (word, status) => {
    const { ctx, visit, phone, manager } = await aReminded()
    await writeBack(phone, word)
    expect(await statusOf(visit.id)).toBe(status)
    expect(await unread(manager)).toBe(0)
    const answer = status === 'confirmed' ? 'confirm' : 'decline'
    expect(await inbox(manager)).toMatchObject([
      {
        handledBy: null,
        unclear: null,
        did: { answer, appointmentId: visit.id, startsAt: visit.startsAt, undone: false },
      },
    ])
    expect(await answersOf(ctx)).toEqual([
      { action: 'appointment.answer', staff_id: null, after: { status, answer, source: 'reply' } },
    ])
  })

  test('that comes three times at once, and again later, acts once', async () => {
    const { ctx, visit, phone, manager } = await aReminded()
    const id = randomUUID()
    await Promise.all([writeBack(phone, 'jah', id), writeBack(phone, 'jah', id), writeBack(phone, 'jah', id)])
    await setAppointmentStatus(manager, { appointmentId: visit.id, status: 'out_of_reach' })
    await writeBack(phone, 'jah', id)
    expect(await statusOf(visit.id)).toBe('out_of_reach')
    expect(await answersOf(ctx)).toHaveLength(1)
  })

  test('yes twice in two texts confirms once; a no after it cancels', async () => {
    const { ctx, visit, phone, manager } = await aReminded()
    await writeBack(phone, 'jah')
    await writeBack(phone, 'jah')
    await writeBack(phone, 'ei')
    expect(await statusOf(visit.id)).toBe('cancelled')
    expect(await answersOf(ctx)).toHaveLength(2)
    expect(await unread(manager)).toBe(0)
  })
})

describe('left for a person, with why', () => {
  test('the visit was moved after the text', async () => {
    const { clinic, visit, phone, manager } = await aReminded()
    const localTime = `${new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)}T10:00`
    await moveAppointment(
      manager,
      MoveAppointmentInput.parse({ appointmentId: visit.id, clinicId: clinic.id, localTime }),
    )
    await writeBack(phone, 'jah')
    expect(await statusOf(visit.id)).toBe('scheduled')
    expect(await inbox(manager)).toMatchObject([{ unclear: 'moved', did: null, handledAt: null }])
  })

  test('it is over, or had been called off', async () => {
    const { visit, phone, manager } = await aReminded()
    await setAppointmentStatus(manager, { appointmentId: visit.id, status: 'cancelled' })
    await writeBack(phone, 'jah')
    await db().execute(
      sql`update appointments set status = 'scheduled', starts_at = now() - interval '1 hour' where id = ${visit.id}`,
    )
    await writeBack(phone, 'ei')
    expect((await inbox(manager)).map(({ unclear }) => unclear)).toEqual(['over', 'cancelled'])
    expect(await unread(manager)).toBe(2)
  })

  test('a family has several visits in one text', async () => {
    const { ctx, clinic } = await aRemindingChain()
    const number = aMobileNumber()
    const mari = await aVisitTomorrow(ctx, await aPatient(ctx, clinic, { ...number, firstName: 'Mari' }))
    const jaan = await aVisitTomorrow(ctx, await aPatient(ctx, clinic, { ...number, firstName: 'Jaan' }), -1)
    await sendReminders(ctx)
    await writeBack(number.phone, 'ei')
    expect([await statusOf(mari.id), await statusOf(jaan.id)]).toEqual(['scheduled', 'scheduled'])
    const manager = await aStaff(ctx, 'chain_manager')
    expect(await inbox(manager)).toMatchObject([{ unclear: 'several_visits', did: null }])
  })

  test('another text went to the number after the reminder', async () => {
    const { ctx, visit, phone, patient, manager } = await aReminded()
    await db().execute(sql`
      insert into deliveries (chain_id, month, kind, channel, patient_id, clinic_id, address, country, language, wording_id, segments, price_micro,
        planned_at, valid_until, status)
      select chain_id, month, 'bulk', 'sms', ${patient.id}, clinic_id, ${phone}, 'EE', 'et', wording_id, 1, 0, now() + interval '1 minute', now(), 'delivered'
      from deliveries where chain_id = ${ctx.chainId} limit 1`)
    await writeBack(phone, 'jah')
    expect(await statusOf(visit.id)).toBe('scheduled')
    expect(await inbox(manager)).toMatchObject([{ unclear: 'other_text' }])
  })

  test('nobody there was told of a visit', async () => {
    const { ctx, clinic } = await aRemindingChain()
    const patient = await aPatient(ctx, clinic)
    const visit = await aVisitTomorrow(ctx, patient)
    await writeBack(patient.phone ?? '', 'ei')
    expect(await statusOf(visit.id)).toBe('scheduled')
    expect(await inbox(await aStaff(ctx, 'chain_manager'))).toMatchObject([{ unclear: 'no_visit' }])
  })
})

describe('what a reply did is taken back', () => {
  test('by the desk, once: the appointment is what it was and the reply waits again', async () => {
    const { ctx, clinic, visit, phone, manager } = await aReminded()
    await setAppointmentStatus(manager, { appointmentId: visit.id, status: 'out_of_reach' })
    await writeBack(phone, 'ei')
    const replyId = (await inbox(manager))[0]?.id ?? ''
    const elsewhere = await aStaff(ctx, 'receptionist', [(await aClinic(ctx)).id])
    await expect(undoReply(elsewhere, { replyId })).rejects.toMatchObject({ code: 'not_found' })

    const desk = await aStaff(ctx, 'receptionist', [clinic.id])
    const attempts = await Promise.allSettled([undoReply(desk, { replyId }), undoReply(manager, { replyId })])
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await statusOf(visit.id)).toBe('out_of_reach')
    expect(await inbox(manager)).toMatchObject([{ handledAt: null, did: { undone: true } }])
  })

  test('but not over what somebody has done since', async () => {
    const { visit, phone, manager } = await aReminded()
    await writeBack(phone, 'jah')
    await setAppointmentStatus(manager, { appointmentId: visit.id, status: 'arrived' })
    const replyId = (await inbox(manager))[0]?.id ?? ''
    await expect(undoReply(manager, { replyId })).rejects.toMatchObject({ code: 'conflict' })
    expect(await statusOf(visit.id)).toBe('arrived')
  })
})
