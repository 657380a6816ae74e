import * as z from 'zod'

import { validationIssue } from '#lib/core/validation-code.ts'

/** NIST SP 800-63B-4 asks for 8 with a second step and 15 without; the list of known passwords stands beside it. */
export const MIN_PASSWORD_CHARACTERS = 12
const MAX_PASSWORD_CHARACTERS = 128
const MAX_EMAIL_CHARACTERS = 254

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, validationIssue('required'))
  .max(MAX_EMAIL_CHARACTERS, validationIssue('too_long', { max: MAX_EMAIL_CHARACTERS }))
  .pipe(z.email(validationIssue('not_an_email')))

/** One that is in use already: of any length that one may have had. */
const password = z
  .string()
  .min(1, validationIssue('required'))
  .max(MAX_PASSWORD_CHARACTERS, validationIssue('too_long', { max: MAX_PASSWORD_CHARACTERS }))

/** Nothing is asked of it but length; blanks and letters of every alphabet count. */
export const NewPassword = z
  .string()
  .min(MIN_PASSWORD_CHARACTERS, validationIssue('too_short', { min: MIN_PASSWORD_CHARACTERS }))
  .max(MAX_PASSWORD_CHARACTERS, validationIssue('too_long', { max: MAX_PASSWORD_CHARACTERS }))

const token = z.string().min(1).max(100)
const code = z
  .string()
  .trim()
  .min(1, validationIssue('required'))
  .max(40, validationIssue('too_long', { max: 40 }))

export const SignInInput = z.object({ email: Email, password })
export const SecondStepInput = z.object({ code })
export const AskResetInput = z.object({ email: Email })
export const ResetInput = z.object({ token, password: NewPassword })
export const ChangePasswordInput = z.object({ currentPassword: password, password: NewPassword })
export const ConfirmTotpInput = z.object({ code })
export const WithPasswordInput = z.object({ currentPassword: password })
export const NothingInput = z.object({})
export const SessionInput = z.object({ sessionId: z.uuid() })
export const PasskeyInput = z.object({ passkeyId: z.uuid() })

/** What the browser hands over of a passkey; looked into by @simplewebauthn/server. */
const Credential = z.looseObject({
  id: z.string().max(2_000),
  rawId: z.string().max(2_000),
  type: z.literal('public-key'),
})
const passkeyName = z
  .string()
  .trim()
  .min(1, validationIssue('required'))
  .max(60, validationIssue('too_long', { max: 60 }))
export const AskPasskeyInput = z.object({ name: passkeyName, currentPassword: password })
export const AddPasskeyInput = z.object({ name: passkeyName, credential: Credential })
export const PasskeySignInInput = z.object({ credential: Credential })
