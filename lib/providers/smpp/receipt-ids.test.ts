import { expect, test } from 'vitest'

import { createReceiptIds } from '#lib/providers/smpp/receipt-ids.ts'

test.each([
  ['written alike', 'a1-9', 'a1-9'],
  ['hexadecimal answer, decimal receipt', '1f4', '500'],
  ['with leading zeros and capitals', '000001F4', '500'],
  ['decimal answer, hexadecimal receipt', '500', '1F4'],
  ['another case', 'ABC-7', 'abc-7'],
  ['without the zeros it had', '0000512', '512'],
])('%s', (_why, submitted, receipted) => {
  const ids = createReceiptIds()
  ids.remember(submitted, '+37255512345')
  expect(ids.refOf(receipted, '37255512345')).toBe(submitted)
})

test('what was learnt from one receipt holds for texts that another process sent', () => {
  const ids = createReceiptIds()
  ids.remember('1f4', '+37255512345')
  ids.refOf('500', '37255512345')
  expect(ids.refOf('501', '37255599999')).toBe('1f5')
})

test('before anything is learnt an id passes as it is', () => {
  expect(createReceiptIds().refOf('500', '37255512345')).toBe('500')
})

test.each([
  ['it names another number', '37255599999'],
  ['it names no number', ''],
])('a text of another worker does not get a receipt for ours that looks alike: %s', (_why, from) => {
  const ids = createReceiptIds()
  ids.remember('1f4', '+37255512345')
  expect(ids.refOf('500', from)).toBe('500')
})

test.each([
  ['is known', 9_000, '1f4'],
  ['and more is forgotten', 25_000, '500'],
])('after thousands of other ids it %s', (_what, others, ref) => {
  const ids = createReceiptIds()
  ids.remember('1f4', '+37255512345')
  for (let n = 0; n < others; n += 1) ids.remember(`x-${n}`, '+37255500000')
  expect(ids.refOf('500', '37255512345')).toBe(ref)
})
