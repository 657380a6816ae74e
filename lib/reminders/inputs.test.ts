import { expect, test } from 'vitest'

import { SaveReminderRuleInput } from '#lib/reminders/inputs.ts'

const ID = '01a201a1-45a8-732d-a09a-000000000000'

test.each<[string, object, object]>([
  [
    'minutes belong to no day before',
    { moment: 'day_before', days: 1, atLocal: '09:00', minutes: 30 },
    { minutes: null, days: 1 },
  ],
  [
    'a text at the booking has no late booking',
    { moment: 'when_made', lateBooking: 'confirmation', confirmationTemplateId: ID },
    { lateBooking: 'skip', confirmationTemplateId: null },
  ],
  ['figures come as text from a form', { moment: 'before_visit', minutes: '120' }, { minutes: 120 }],
])('%s', (_why, values, expected) => {
  expect(SaveReminderRuleInput.parse({ ruleId: null, templateId: ID, ...values })).toMatchObject(expected)
})

test('what is no rule at all is refused, and breaks nothing', () => {
  expect([null, undefined, 'x', 1].map((rubbish) => SaveReminderRuleInput.safeParse(rubbish).success)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
