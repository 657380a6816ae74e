'use server'

import { changeApprovals } from '#lib/chains/change-approvals.ts'
import { ChangeApprovalsInput } from '#lib/chains/inputs.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const changeApprovalsAction = staffFormAction('settings.write', ChangeApprovalsInput, changeApprovals)
