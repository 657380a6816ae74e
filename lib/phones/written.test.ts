import { expect, test } from 'vitest'

import { phoneAsWritten } from '#lib/phones/written.ts'

test.each([
  ['a mobile of Estonia', '+37253098418', '+372\u00a05309\u00a08418'],
  ['a clinic in Narva', '+3723591140', '+372\u00a0359\u00a01140'],
  ['one of Finland', '+358401234567', '+358\u00a040\u00a01234567'],
  ['what was typed and is none', '12 34', '12\u00a034'],
])('%s is written in its groups', (_why, phone, written) => {
  expect(phoneAsWritten(phone)).toBe(written)
})
