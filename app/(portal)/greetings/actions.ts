'use server'

import { SaveGreetingSettingsInput, SaveRecallSettingsInput } from '#lib/personal-texts/inputs.ts'
import { saveGreetingSettings, saveRecallSettings } from '#lib/personal-texts/save-settings.ts'
import { SetSwitchInput } from '#lib/reminders/inputs.ts'
import { setSwitch } from '#lib/reminders/set-switch.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const saveGreetingSettingsAction = staffFormAction(
  'automatic.write',
  SaveGreetingSettingsInput,
  saveGreetingSettings,
)
export const saveRecallSettingsAction = staffFormAction('automatic.write', SaveRecallSettingsInput, saveRecallSettings)
export const switchPersonalAction = staffFormAction('automatic.write', SetSwitchInput, setSwitch)
