'use server'

import { SaveRetentionInput } from '#lib/privacy/inputs.ts'
import { saveRetention } from '#lib/privacy/save-retention.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const saveRetentionAction = staffFormAction('retention.write', SaveRetentionInput, saveRetention)
