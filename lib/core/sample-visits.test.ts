import { expect, test } from 'vitest'

import { sampleVisitValues } from '#lib/core/sample-visits.ts'
import { BUDGETS, officeBudget } from '#lib/core/visit-text.ts'

const TIMES = { localTime: '2027-03-12T14:30', oldLocalTime: '2027-03-11T09:00' }

test.each(['et', 'ru', 'en'])('the longest visit in %s fills every budget and passes none', (language) => {
  const values = sampleVisitValues(language, 'longest', TIMES)
  expect(values.first_name).toHaveLength(BUDGETS.name)
  expect(values.last_name).toHaveLength(BUDGETS.name)
  expect(values.visit_time).toHaveLength(BUDGETS.time)
  expect(values.visit_doctor).toHaveLength(BUDGETS.doctor)
  expect(values.visit_office).toHaveLength(officeBudget(language))
})

test('a language without names of its own is shown with the English ones', () => {
  expect(sampleVisitValues('fi', 'typical', TIMES)).toMatchObject({
    first_name: 'Mary',
    visit_time: '12.03.2027 14:30',
  })
})
