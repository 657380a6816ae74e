import * as z from 'zod'

import { APPOINTMENT_STATUSES } from '#lib/core/appointment-status.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

/** A wall-clock time as a form sends it; the zone is the clinic's. */
const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, validationIssue('not_a_moment'))

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max, validationIssue('too_long', { max }))
    .refine((text) => !/[\r\n]/.test(text), validationIssue('line_break'))
    .transform((text) => text || null)
    .nullable()

const MAX_MINUTES = 1_440
const LENGTH_ISSUE = validationIssue('range', { min: 1, max: MAX_MINUTES })

const place = {
  clinicId: z.uuid(validationIssue('choose_one')),
  localTime,
  durationMinutes: z.coerce
    .number(LENGTH_ISSUE)
    .int(LENGTH_ISSUE)
    .min(1, LENGTH_ISSUE)
    .max(MAX_MINUTES, LENGTH_ISSUE)
    .default(30),
  /** The person has seen what else is at that time. */
  overlapAgreed: z.boolean().default(false),
}
const appointmentId = z.uuid('not_found')

export const MakeAppointmentInput = z.object({
  patientId: z.uuid(validationIssue('choose_one')),
  ...place,
  doctor: oneLine(120).default(null),
  office: oneLine(60).default(null),
})
export const MoveAppointmentInput = z.object({ appointmentId, ...place })
export const CancelAppointmentInput = z.object({ appointmentId })
export const SetAppointmentStatusInput = z.object({ appointmentId, status: z.enum(APPOINTMENT_STATUSES) })
export const ChangeAppointmentDetailsInput = z.object({
  appointmentId,
  doctor: oneLine(120),
  office: oneLine(60),
})

/** A form always says whether an overlap is agreed to; whoever is no form is not asked. */
type Agreeable<T extends { overlapAgreed: boolean }> = Omit<T, 'overlapAgreed'> & { overlapAgreed?: boolean }

export type MakeAppointmentInput = Agreeable<z.output<typeof MakeAppointmentInput>>
export type MoveAppointmentInput = Agreeable<z.output<typeof MoveAppointmentInput>>
export type CancelAppointmentInput = z.output<typeof CancelAppointmentInput>
export type SetAppointmentStatusInput = z.output<typeof SetAppointmentStatusInput>
export type ChangeAppointmentDetailsInput = z.output<typeof ChangeAppointmentDetailsInput>
