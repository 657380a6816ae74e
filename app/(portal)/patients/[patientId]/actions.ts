'use server'

import { RecordConsentInput, WithdrawConsentInput } from '#lib/consents/inputs.ts'
import { recordConsent } from '#lib/consents/record.ts'
import { withdrawConsent } from '#lib/consents/withdraw.ts'
import { RecordOptOutByStaffInput, WithdrawOptOutByStaffInput } from '#lib/opt-outs/inputs.ts'
import { recordOptOutByStaff } from '#lib/opt-outs/record-by-staff.ts'
import { withdrawOptOutByStaff } from '#lib/opt-outs/withdraw-by-staff.ts'
import { erasePatient } from '#lib/privacy/erase-patient.ts'
import { ErasePatientInput, LiftErasureInput } from '#lib/privacy/inputs.ts'
import { liftErasure } from '#lib/privacy/lift-erasure.ts'
import { correctContact } from '#lib/visits/correct-contact.ts'
import { CorrectContactInput } from '#lib/visits/inputs.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const recordOptOutAction = staffFormAction('patient.opt_out', RecordOptOutByStaffInput, recordOptOutByStaff)
export const withdrawOptOutAction = staffFormAction(
  'patient.opt_out',
  WithdrawOptOutByStaffInput,
  withdrawOptOutByStaff,
)
export const recordConsentAction = staffFormAction('patient.opt_out', RecordConsentInput, recordConsent)
export const withdrawConsentAction = staffFormAction('patient.opt_out', WithdrawConsentInput, withdrawConsent)
export const erasePatientAction = staffFormAction('patient.erase', ErasePatientInput, erasePatient)
export const liftErasureAction = staffFormAction('patient.erase', LiftErasureInput, liftErasure)
export const correctContactAction = staffFormAction('patient.write', CorrectContactInput, correctContact)
