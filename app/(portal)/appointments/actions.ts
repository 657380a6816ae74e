'use server'

import { changeAppointmentDetails } from '#lib/appointments/change-details.ts'
import {
  ChangeAppointmentDetailsInput,
  MakeAppointmentInput,
  MoveAppointmentInput,
  SetAppointmentStatusInput,
} from '#lib/appointments/inputs.ts'
import { makeAppointment } from '#lib/appointments/make.ts'
import { moveAppointment } from '#lib/appointments/move.ts'
import { setAppointmentStatus } from '#lib/appointments/set-status.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const makeAppointmentAction = staffFormAction('appointment.write', MakeAppointmentInput, makeAppointment, {
  onDone: ({ appointmentId }) => `/appointments/${appointmentId}`,
})
export const moveAppointmentAction = staffFormAction('appointment.write', MoveAppointmentInput, moveAppointment)
export const changeAppointmentDetailsAction = staffFormAction(
  'appointment.write',
  ChangeAppointmentDetailsInput,
  changeAppointmentDetails,
)
export const setAppointmentStatusAction = staffFormAction(
  'appointment.write',
  SetAppointmentStatusInput,
  setAppointmentStatus,
)
