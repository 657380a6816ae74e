import * as z from 'zod'

import { validationIssue } from '#lib/core/validation-code.ts'
import { Email, NewPassword } from '#lib/sign-in/inputs.ts'

/** Roles that a chain gives; who runs the service is not its to say. */
export const CHAIN_ROLES = ['chain_manager', 'clinic_manager', 'receptionist', 'viewer'] as const
export type ChainRole = (typeof CHAIN_ROLES)[number]

const MAX_NAME_CHARACTERS = 120
const MAX_CLINICS = 500

const name = z
  .string()
  .trim()
  .min(1, validationIssue('required'))
  .max(MAX_NAME_CHARACTERS, validationIssue('too_long', { max: MAX_NAME_CHARACTERS }))
  .refine((text) => !/\p{Cc}/u.test(text), validationIssue('line_break'))

const access = {
  role: z.enum(CHAIN_ROLES, validationIssue('choose_one')),
  clinicIds: z.array(z.uuid('clinic_unknown')).max(MAX_CLINICS).default([]),
}

// A chain manager sees every clinic, so none is asked for.
const hasClinics = ({ role, clinicIds }: { role: ChainRole; clinicIds: string[] }) =>
  role === 'chain_manager' || clinicIds.length > 0
const whenItHasNone = { path: ['clinicIds'], error: 'staff_clinic_missing' }

export const InviteInput = z
  .object({ name, email: Email, locale: z.enum(['et', 'en', 'ru']), ...access })
  .refine(hasClinics, whenItHasNone)
export const InvitationIdInput = z.object({ invitationId: z.uuid('not_found') })
export const ChangeAccessInput = z.object({ staffId: z.uuid('not_found'), ...access }).refine(hasClinics, whenItHasNone)
export const StaffIdInput = z.object({ staffId: z.uuid('not_found') })
export const AcceptInvitationInput = z.object({ token: z.string().min(1).max(100), name, password: NewPassword })
