import { expect, test } from 'vitest'

import { HolidayForm } from '#lib/holidays/holiday-form.ts'

test('an empty choice of clinic is every clinic', () => {
  const form = { clinicId: '', day: '2027-03-09', name: ' Kolimine ', state: 'closed' }
  expect(HolidayForm.parse(form)).toEqual({
    holiday: { clinicId: null, day: '2027-03-09', name: 'Kolimine', closed: true },
    agreed: '',
  })
  expect(HolidayForm.parse({ ...form, state: 'open' }).holiday.closed).toBe(false)
})

test.each(['', '2027-02-30', '09.03.2027'])('%s is no day', (day) => {
  const parsed = HolidayForm.safeParse({ day })
  expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['day', 'not_a_date']])
})
