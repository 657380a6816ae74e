'use server'

import { askReset } from '#lib/sign-in/ask-reset.ts'
import { AskResetInput, ResetInput } from '#lib/sign-in/inputs.ts'
import { resetPassword } from '#lib/sign-in/reset-password.ts'
import { visitorFormAction } from '#lib/web/visitor-action.ts'

export const askResetAction = visitorFormAction(AskResetInput, askReset)
export const resetAction = visitorFormAction(ResetInput, resetPassword, { onDone: () => '/sign-in?done=reset' })
