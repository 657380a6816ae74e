'use server'

import { ReplyAsPatientInput } from '#lib/replies/inputs.ts'
import { replyAsPatient } from '#lib/replies/reply-as-patient.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const replyAsPatientAction = staffFormAction('outbox.reply', ReplyAsPatientInput, replyAsPatient)
