import { expect, test } from 'vitest'

import { agreementFrom, countTyped, typedFrom } from './send-values.ts'

test.each([
  ['as it is written on the page', '6 202', 6202],
  ['with the no-break space that was copied along', '6\u00a0202', 6202],
  ['plain', '6202', 6202],
  ['a word is no count', 'kõik', 0],
  ['a longer number than any chain has patients', '99999999999', 0],
])('the count is read %s', (_why, typed, count) => {
  expect(countTyped(typed)).toBe(count)
})

test('a form without the field agrees to nothing in particular', () => {
  const form = new FormData()
  form.set('campaignId', 'c')
  form.set('sendKey', 'k')
  form.set('fingerprint', 'f')
  form.set('typedPeople', ' ')
  expect(agreementFrom(form)).toEqual({ campaignId: 'c', sendKey: 'k', fingerprint: 'f' })
  expect(typedFrom(form).when).toBe('now')
})
