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
  ids.remember(submitted)
  expect(ids.refOf(receipted)).toBe(submitted)
})

test('what was learnt from one receipt holds for texts that another process sent', () => {
  const ids = createReceiptIds()
  ids.remember('1f4')
  ids.refOf('500')
  expect(ids.refOf('501')).toBe('1f5')
})

test('before anything is learnt an id passes as it is', () => {
  expect(createReceiptIds().refOf('500')).toBe('500')
})
