'use server'

import { RemoveReminderRuleInput, SetSwitchInput, SwitchReminderRuleInput } from '#lib/reminders/inputs.ts'
import { removeReminderRule } from '#lib/reminders/remove-rule.ts'
import { ReminderRuleForm } from '#lib/reminders/rule-form.ts'
import { saveAgreedRule } from '#lib/reminders/save-agreed-rule.ts'
import { setSwitch } from '#lib/reminders/set-switch.ts'
import { switchReminderRule } from '#lib/reminders/switch-rule.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const saveRuleAction = staffFormAction('automatic.write', ReminderRuleForm, saveAgreedRule, {
  onDone: (saved) => ('ruleId' in saved ? `/reminders/${saved.ruleId}?saved=1` : null),
  draws: false,
})
export const removeRuleAction = staffFormAction('automatic.write', RemoveReminderRuleInput, removeReminderRule, {
  onDone: () => '/reminders',
})
export const switchRuleAction = staffFormAction('automatic.write', SwitchReminderRuleInput, switchReminderRule)
export const switchRemindersAction = staffFormAction('automatic.write', SetSwitchInput, setSwitch)
