import { expect, test } from 'vitest'

import { amountOf, momentWords } from './rule-words.ts'

const NOTHING = { minutes: null, days: null, atLocal: null }

test.each([
  ['a day is 24 hours', 1_440, 24, 'hours'],
  ['an hour and a half is minutes', 90, 90, 'minutes'],
  ['one minute', 1, 1, 'minutes'],
])('%s', (_why, minutes, amount, unit) => {
  expect(amountOf(minutes)).toEqual({ amount, unit })
})

test('each moment has words of its own', () => {
  expect(momentWords({ ...NOTHING, moment: 'before_visit', minutes: 120 })).toMatchObject({
    title: 'before_hours',
    count: 2,
  })
  expect(momentWords({ ...NOTHING, moment: 'after_made', minutes: 45 })).toMatchObject({
    title: 'after_minutes',
    count: 45,
  })
  expect(momentWords({ ...NOTHING, moment: 'day_before', days: 2, atLocal: '10:00' })).toEqual({
    ...{ title: 'day_before', note: 'day_before', count: 2, time: '10:00' },
  })
  expect(momentWords({ ...NOTHING, moment: 'time_changed' })).toMatchObject({ title: 'time_changed' })
})
