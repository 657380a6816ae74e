'use server'

import { addPasskey } from '#lib/sign-in/add-passkey.ts'
import { askPasskey } from '#lib/sign-in/ask-passkey.ts'
import { changePassword } from '#lib/sign-in/change-password.ts'
import { confirmTotp } from '#lib/sign-in/confirm-totp.ts'
import { endOtherSessions, endSession } from '#lib/sign-in/end-sessions.ts'
import {
  AddPasskeyInput,
  AskPasskeyInput,
  ChangePasswordInput,
  ConfirmTotpInput,
  NothingInput,
  PasskeyInput,
  SessionInput,
  WithPasswordInput,
} from '#lib/sign-in/inputs.ts'
import { removePasskey } from '#lib/sign-in/remove-passkey.ts'
import { renewRecoveryCodes } from '#lib/sign-in/renew-recovery-codes.ts'
import { turnOffTotp } from '#lib/sign-in/turn-off-totp.ts'
import { personAction, personFormAction } from '#lib/web/person-action.ts'

export const changePasswordAction = personFormAction(ChangePasswordInput, changePassword)
export const confirmTotpAction = personFormAction(ConfirmTotpInput, confirmTotp)
export const turnOffTotpAction = personFormAction(WithPasswordInput, turnOffTotp)
export const renewRecoveryCodesAction = personFormAction(WithPasswordInput, renewRecoveryCodes)
export const askPasskeyAction = personAction(AskPasskeyInput, askPasskey)
export const addPasskeyAction = personAction(AddPasskeyInput, addPasskey)
export const removePasskeyAction = personFormAction(PasskeyInput, removePasskey)
export const endSessionAction = personFormAction(SessionInput, endSession)
export const endOtherSessionsAction = personFormAction(NothingInput, endOtherSessions)
