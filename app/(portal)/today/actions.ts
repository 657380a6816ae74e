'use server'

import { MarkCalledInput } from '#lib/reminders/inputs.ts'
import { markCalled } from '#lib/reminders/mark-called.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const markCalledAction = staffFormAction('appointment.write', MarkCalledInput, markCalled)
