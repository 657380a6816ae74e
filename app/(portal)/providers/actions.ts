'use server'

import { changeProvider } from '#lib/desk/change-provider.ts'
import { ChangeProviderInput } from '#lib/desk/inputs.ts'
import { operatorFormAction } from '#lib/web/operator-action.ts'

export const changeProviderAction = operatorFormAction(ChangeProviderInput, changeProvider)
