import type { ReminderRule } from '#db/queries/reminder-rules.ts'
import { BOOKED_STATUSES } from '#lib/core/appointment-status.ts'
import type { FormValues } from '#lib/web/form-input.ts'
import { amountOf } from './rule-words.ts'

/** What the fields of the form show: texts, as they are typed. */
export type RuleValues = {
  ruleId: string
  revision: string
  overrideOf: string
  name: string
  moment: string
  amount: string
  unit: string
  days: string
  atLocal: string
  templateId: string
  confirmationTemplateId: string
  lateBooking: string
  channel: string
  statuses: string[]
  clinics: string
  clinicIds: string[]
  noLanguageAs: string
  enabled: boolean
}

/** A rule as it is saved, in its fields. */
export function valuesOfRule(rule: ReminderRule): RuleValues {
  const { amount, unit } = rule.minutes === null ? { amount: '', unit: 'hours' } : amountOf(rule.minutes)
  return {
    ...{ ruleId: rule.id, revision: String(rule.revision), overrideOf: rule.overrideOf ?? '', name: rule.name },
    ...{
      moment: rule.moment,
      amount: String(amount),
      unit,
      days: String(rule.days ?? ''),
      atLocal: rule.atLocal ?? '',
    },
    ...{ templateId: rule.templateId, confirmationTemplateId: rule.confirmationTemplateId ?? '' },
    ...{ lateBooking: rule.lateBooking, channel: rule.channel, statuses: [...rule.statuses] },
    ...{ clinics: rule.clinicIds === null ? 'all' : 'some', clinicIds: [...(rule.clinicIds ?? [])] },
    ...{ noLanguageAs: rule.noLanguageAs ?? '', enabled: rule.enabled },
  }
}

/** A new rule: two days before at ten, to whom it is usually for. */
export function newRuleValues(clinicIds: readonly string[] | 'all', templateId: string): RuleValues {
  return {
    ...{
      ruleId: '',
      revision: '0',
      overrideOf: '',
      name: '',
      moment: 'day_before',
      amount: '',
      unit: 'hours',
      days: '2',
    },
    ...{ atLocal: '10:00', templateId, confirmationTemplateId: '', lateBooking: 'skip', channel: 'sms' },
    ...{ statuses: [...BOOKED_STATUSES], clinics: clinicIds === 'all' ? 'all' : 'some' },
    ...{ clinicIds: clinicIds === 'all' ? [] : [...clinicIds], noLanguageAs: '', enabled: true },
  }
}

/** A clinic's own version of a rule begins as that rule. */
export function ownVersionOf(rule: ReminderRule, clinicIds: readonly string[]): RuleValues {
  return {
    ...valuesOfRule(rule),
    ...{ ruleId: '', revision: '0', overrideOf: rule.id, name: '', clinics: 'some', clinicIds: [...clinicIds] },
  }
}

/** What was typed before a refusal, over what stood there. */
export function typedOver(values: RuleValues, typed: FormValues | undefined): RuleValues {
  if (!typed) return values
  const one = (name: keyof RuleValues) => (typeof typed[name] === 'string' ? typed[name] : undefined)
  const many = (name: 'statuses' | 'clinicIds') => [typed[name] ?? []].flat()
  const texts = Object.keys(values).filter((name) => typeof values[name as keyof RuleValues] === 'string')
  const over = Object.fromEntries(
    texts.flatMap((name) => {
      const value = one(name as keyof RuleValues)
      return value === undefined ? [] : [[name, value]]
    }),
  )
  return { ...values, ...over, statuses: many('statuses'), clinicIds: many('clinicIds'), enabled: 'enabled' in typed }
}
