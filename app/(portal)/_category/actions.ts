'use server'

import { ClinicSwitchForm } from '#lib/reminders/inputs.ts'
import { setSwitch } from '#lib/reminders/set-switch.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const switchClinicAction = staffFormAction('automatic.write', ClinicSwitchForm, setSwitch)
