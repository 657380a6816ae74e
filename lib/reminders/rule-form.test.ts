import { describe, expect, test } from 'vitest'

import { ReminderRuleForm } from '#lib/reminders/rule-form.ts'

const TEMPLATE = '019c0000-0000-7000-8000-000000000001'
const FORM = { moment: 'before_visit', amount: '24', unit: 'hours', templateId: TEMPLATE, statuses: ['scheduled'] }

const mistakesOf = (form: Record<string, unknown>) => {
  const parsed = ReminderRuleForm.safeParse({ ...FORM, ...form })
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path.join('.'), message])
}

test('hours become minutes, and what belongs to another moment is not kept', () => {
  const { rule } = ReminderRuleForm.parse({ ...FORM, days: '2', atLocal: '10:00' })
  expect(rule).toMatchObject({
    ruleId: null,
    moment: 'before_visit',
    minutes: 1_440,
    days: null,
    atLocal: null,
    clinicIds: null,
  })
})

test('only the clinics that are ticked are meant, and only where not all are', () => {
  expect(ReminderRuleForm.parse({ ...FORM, clinics: 'some', clinicIds: [TEMPLATE] }).rule.clinicIds).toEqual([TEMPLATE])
  expect(ReminderRuleForm.parse({ ...FORM, clinics: 'all', clinicIds: [TEMPLATE] }).rule.clinicIds).toBeNull()
})

describe('what cannot be is said at its own field', () => {
  test.each([
    ['no hours at all', { amount: '0' }, [['amount', 'range|min=1|max=8760']]],
    ['more hours than a year has', { amount: '8761' }, [['amount', 'range|min=1|max=8760']]],
    ['no number', { amount: 'two' }, [['amount', 'not_a_number']]],
    ['nothing', { amount: '' }, [['amount', 'required']]],
    ['10,000 days', { moment: 'day_before', days: '10000', atLocal: '10:00' }, [['days', 'range|min=1|max=365']]],
    ['no time of day', { moment: 'day_before', days: '2', atLocal: '' }, [['atLocal', 'required']]],
    ['a time that no clock shows', { moment: 'day_before', days: '2', atLocal: '25:00' }, [['atLocal', 'not_a_time']]],
    ['no statuses', { statuses: [] }, [['statuses', 'choose_at_least_one']]],
    ['no clinics', { clinics: 'some' }, [['clinicIds', 'choose_at_least_one']]],
    ['no template', { templateId: '' }, [['templateId', 'choose_one']]],
    ['a confirmation without its text', { lateBooking: 'confirmation' }, [['confirmationTemplateId', 'required']]],
    [
      'no number and nothing chosen, all at once',
      { amount: 'two', templateId: '', statuses: [], clinics: 'some', lateBooking: 'confirmation' },
      [
        ['amount', 'not_a_number'],
        ['templateId', 'choose_one'],
        ['statuses', 'choose_at_least_one'],
        ['clinicIds', 'choose_at_least_one'],
        ['confirmationTemplateId', 'required'],
      ],
    ],
    [
      'no number of days, and no time of day',
      { moment: 'day_before', days: 'two', atLocal: '' },
      [
        ['days', 'not_a_number'],
        ['atLocal', 'required'],
      ],
    ],
  ])('%s', (_why, form, mistakes) => {
    expect(mistakesOf(form)).toEqual(mistakes)
  })
})
