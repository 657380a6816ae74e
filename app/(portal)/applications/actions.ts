'use server'

import { approveApplication } from '#lib/activation/approve.ts'
import { ApproveApplicationInput, RefuseApplicationInput, SetSenderNameInput } from '#lib/activation/inputs.ts'
import { refuseApplication } from '#lib/activation/refuse.ts'
import { setSenderName } from '#lib/activation/set-sender-name.ts'
import { operatorFormAction } from '#lib/web/operator-action.ts'

export const approveApplicationAction = operatorFormAction(ApproveApplicationInput, approveApplication)
export const refuseApplicationAction = operatorFormAction(RefuseApplicationInput, refuseApplication)
export const setSenderNameAction = operatorFormAction(SetSenderNameInput, setSenderName)
