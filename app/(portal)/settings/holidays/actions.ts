'use server'

import { HolidayForm } from '#lib/holidays/holiday-form.ts'
import { RemoveHolidayInput } from '#lib/holidays/inputs.ts'
import { removeHoliday } from '#lib/holidays/remove.ts'
import { setAgreedHoliday } from '#lib/holidays/set-agreed.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const setHolidayAction = staffFormAction('automatic.write', HolidayForm, setAgreedHoliday, {
  onDone: (done) => ('holidayId' in done ? '/settings/holidays?saved=1' : null),
  draws: false,
})
export const removeHolidayAction = staffFormAction('automatic.write', RemoveHolidayInput, removeHoliday, {
  onDone: () => '/settings/holidays',
})
