'use server'

import { SavePolicyInput } from '#lib/consents/inputs.ts'
import { savePolicy } from '#lib/consents/save-policy.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const savePolicyAction = staffFormAction('consent.write', SavePolicyInput, savePolicy, {
  onDone: () => '/settings/consent?saved=1',
})
