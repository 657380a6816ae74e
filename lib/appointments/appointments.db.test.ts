import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listAppointments } from '#db/queries/appointment-list.ts'
import { listRemindersOf } from '#db/queries/appointment-page.ts'
import { countPatientsByLanguage } from '#db/queries/templates.ts'
import { cancelAppointment } from '#lib/appointments/cancel.ts'
import { changeAppointmentDetails } from '#lib/appointments/change-details.ts'
import { MakeAppointmentInput, MoveAppointmentInput } from '#lib/appointments/inputs.ts'
import { makeAppointment } from '#lib/appointments/make.ts'
import { moveAppointment } from '#lib/appointments/move.ts'
import { setAppointmentStatus } from '#lib/appointments/set-status.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aPatient, aStaff, testDatabase } from '#tests/database.ts'
import { aRule, aTemplate, switchOn } from '#tests/reminders.ts'

testDatabase()

const NOW = new Date('2027-03-01T08:00:00Z')

async function aBooking() {
  const ctx = await aChain({ now: NOW })
  const clinic = await aClinic(ctx)
  const patient = await aPatient(ctx, clinic)
  const input = MakeAppointmentInput.parse({
    patientId: patient.id,
    clinicId: clinic.id,
    localTime: '2027-03-10T14:30',
    doctor: ' ',
  })
  const { appointmentId } = await makeAppointment(ctx, input)
  return { ctx, clinic, patient, appointmentId }
}

async function rowOf(id: string) {
  const [row] = await db().execute(sql`
    select to_json(starts_at at time zone 'UTC') #>> '{}' as at, status, version, doctor, office from appointments where id = ${id}`)
  return row
}

const auditOf = async (id: string) => {
  const rows = await db().execute<{ action: string }>(
    sql`select action from audit_log where entity_id = ${id} order by at, id`,
  )
  return rows.map(({ action }) => action)
}

test('an appointment is made at the clinic’s clock, without a doctor too', async () => {
  const { appointmentId } = await aBooking()
  expect(await rowOf(appointmentId)).toEqual({
    at: '2027-03-10T12:30:00',
    status: 'scheduled',
    version: 1,
    doctor: null,
    office: null,
  })
})

test('called off, its planned reminder is shown as one that is not sent; booked again after all, as planned', async () => {
  const ctx = await aChain({ now: NOW })
  const clinic = await aClinic(ctx)
  const patient = await aPatient(ctx, clinic)
  await switchOn(ctx, 'reminders')
  await aRule(ctx, { moment: 'day_before', days: 1, atLocal: '10:00', templateId: await aTemplate(ctx, 'reminder') })
  const booked = { patientId: patient.id, clinicId: clinic.id, localTime: '2027-03-10T14:30' }
  const { appointmentId } = await makeAppointment(ctx, MakeAppointmentInput.parse(booked))
  const shown = () =>
    inChain(ctx, async (tx) => {
      const [row] = await listAppointments(tx, ctx, { fromDay: null, toDay: null }, { forwards: true })
      const states = [...(await listRemindersOf(tx, ctx.chainId, appointmentId)), row?.reminder]
      return states.map((one) => [one?.status, one?.reason])
    })
  const [planned, held] = [
    ['planned', null],
    ['held', 'status'],
  ]
  expect(await shown()).toEqual([planned, planned])

  await cancelAppointment(ctx, { appointmentId })
  expect(await shown()).toEqual([held, held])
  await setAppointmentStatus(ctx, { appointmentId, status: 'scheduled' })
  expect(await shown()).toEqual([planned, planned])
})

test('moved, it has another version; by status, doctor or office it has not', async () => {
  const { ctx, clinic, appointmentId } = await aBooking()
  const move = MoveAppointmentInput.parse({ appointmentId, clinicId: clinic.id, localTime: '2027-03-29T14:30' })
  expect(await moveAppointment(ctx, move)).toEqual({ version: 2 })
  await changeAppointmentDetails(ctx, { appointmentId, doctor: 'dr Tamm', office: '5' })
  await setAppointmentStatus(ctx, { appointmentId, status: 'confirmed' })
  await cancelAppointment(ctx, { appointmentId })
  expect(await rowOf(appointmentId)).toEqual({
    at: '2027-03-29T11:30:00',
    status: 'cancelled',
    version: 2,
    doctor: 'dr Tamm',
    office: '5',
  })
  expect(await auditOf(appointmentId)).toEqual([
    'appointment.make',
    'appointment.move',
    'appointment.change_details',
    'appointment.set_status',
    'appointment.set_status',
  ])
})

test('the same status again is no change', async () => {
  const { ctx, appointmentId } = await aBooking()
  await setAppointmentStatus(ctx, { appointmentId, status: 'scheduled' })
  expect(await auditOf(appointmentId)).toEqual(['appointment.make'])
})

describe('refused', () => {
  test('a time that has passed, and a clinic or patient that there is not', async () => {
    const { ctx, clinic, patient } = await aBooking()
    const make = (values: object) =>
      makeAppointment(
        ctx,
        MakeAppointmentInput.parse({
          patientId: patient.id,
          clinicId: clinic.id,
          localTime: '2027-03-10T14:30',
          ...values,
        }),
      )
    await expect(make({ localTime: '2027-03-01T09:59' })).rejects.toMatchObject({ code: 'appointment_in_past' })
    await expect(make({ clinicId: crypto.randomUUID() })).rejects.toMatchObject({ code: 'clinic_unknown' })
    await expect(make({ patientId: crypto.randomUUID() })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a time that the clinic’s clock never shows, and one of a clinic whose zone there is not', async () => {
    const { ctx, clinic, appointmentId, patient } = await aBooking()
    const night = { appointmentId, clinicId: clinic.id, localTime: '2027-03-28T03:30' }
    await expect(moveAppointment(ctx, MoveAppointmentInput.parse(night))).rejects.toMatchObject({
      code: 'appointment_time_skipped',
      field: 'localTime',
    })
    const nowhere = await aClinic(ctx, { zone: 'Europe/Nowhere' })
    const make = MakeAppointmentInput.parse({
      patientId: patient.id,
      clinicId: nowhere.id,
      localTime: '2027-03-10T14:30',
    })
    await expect(makeAppointment(ctx, make)).rejects.toMatchObject({ code: 'time_zone_unknown', field: 'clinicId' })
  })

  test.each<[string, string, object, boolean]>([
    ['the same patient, at any clinic', '2027-03-10T14:45', {}, true],
    ['the minute that the other ends', '2027-03-10T15:00', {}, false],
    ['it would still last when the other begins', '2027-03-10T14:00', { durationMinutes: 31 }, true],
    ['it ends when the other begins', '2027-03-10T14:00', { durationMinutes: 30 }, false],
  ])('a time that is taken: %s', async (_why, localTime, values, isTaken) => {
    const { ctx, patient } = await aBooking()
    const elsewhere = await aClinic(ctx)
    const input = { patientId: patient.id, clinicId: elsewhere.id, localTime, ...values }
    const attempt = makeAppointment(ctx, MakeAppointmentInput.parse(input))
    if (!isTaken) return expect(await attempt).toMatchObject({ appointmentId: expect.any(String) })
    await expect(attempt).rejects.toMatchObject({
      code: 'appointment_overlaps',
      field: 'overlapAgreed',
      params: { count: 1, what: '14:30' },
    })
    await makeAppointment(ctx, MakeAppointmentInput.parse({ ...input, overlapAgreed: true }))
  })

  test('a doctor or a room that is taken at the clinic, and never by the appointment itself', async () => {
    const { ctx, clinic, appointmentId } = await aBooking()
    await changeAppointmentDetails(ctx, { appointmentId, doctor: 'dr Tamm', office: '5' })
    const other = await aPatient(ctx, clinic)
    const make = (values: object) =>
      makeAppointment(
        ctx,
        MakeAppointmentInput.parse({
          patientId: other.id,
          clinicId: clinic.id,
          localTime: '2027-03-10T14:30',
          ...values,
        }),
      )
    await expect(make({ doctor: 'dr Tamm' })).rejects.toMatchObject({ code: 'appointment_overlaps' })
    await expect(make({ office: '5' })).rejects.toMatchObject({ code: 'appointment_overlaps' })
    await make({ doctor: 'dr Kask', office: '6' })
    const later = { appointmentId, clinicId: clinic.id, localTime: '2027-03-10T14:40' }
    expect(await moveAppointment(ctx, MoveAppointmentInput.parse(later))).toEqual({ version: 2 })
  })

  test('to move one that was cancelled', async () => {
    const { ctx, clinic, appointmentId } = await aBooking()
    await cancelAppointment(ctx, { appointmentId })
    const move = MoveAppointmentInput.parse({ appointmentId, clinicId: clinic.id, localTime: '2027-03-29T14:30' })
    await expect(moveAppointment(ctx, move)).rejects.toMatchObject({ code: 'appointment_not_booked' })
  })

  test('what is at a clinic, or in a chain, of others', async () => {
    const { ctx, clinic, appointmentId } = await aBooking()
    const elsewhere = await aClinic(ctx)
    for (const stranger of [await aStaff(ctx, 'receptionist', [elsewhere.id]), await aChain({ now: NOW })]) {
      await expect(cancelAppointment(stranger, { appointmentId })).rejects.toMatchObject({ code: 'not_found' })
    }
    const receptionist = await aStaff(ctx, 'receptionist', [clinic.id])
    const move = MoveAppointmentInput.parse({ appointmentId, clinicId: elsewhere.id, localTime: '2027-03-29T14:30' })
    await expect(moveAppointment(receptionist, move)).rejects.toMatchObject({ code: 'clinic_unknown' })
  })
})

test('languages of patients are counted, so that a template can say whom it leaves out', async () => {
  const { ctx, clinic } = await aBooking()
  await aPatient(ctx, clinic, { language: null })
  await aPatient(ctx, clinic, { language: 'fi' })
  await aPatient(ctx, clinic, { language: 'fi', deceased: true })
  const counted = await inChain(ctx, (tx) => countPatientsByLanguage(tx, ctx.chainId))
  expect(counted.toSorted((a, b) => String(a.language).localeCompare(String(b.language)))).toEqual([
    { language: 'et', patients: 1 },
    { language: 'fi', patients: 1 },
    { language: null, patients: 1 },
  ])
})
