import { expect, test } from 'vitest'

import { describeError } from '#lib/runtime/describe-error.ts'
import type { LogFields } from '#lib/runtime/log.ts'
import { onlyAllowed } from '#lib/runtime/log.ts'

test('an address or a number in a message is left out', () => {
  const message = describeError(new Error('550 <mari@example.ee> refused, tried +372 5551 2345 before')).message
  expect(message).toBe('550 <…@…> refused, tried +… before')
})

test('where it happened stays', () => {
  expect(describeError(new Error('boom\n    at line')).stack).toContain('describe-error.test.ts')
})

test('what is thrown without being an error is not repeated', () => {
  expect(describeError('Mari Maasikas')).toEqual({
    type: 'string',
    message: 'something other than an error was thrown',
  })
})

test('a circle of causes ends', () => {
  const error = new Error('round')
  error.cause = error
  expect(JSON.stringify(describeError(error)).match(/round/g)).toHaveLength(5)
})

test('a field that is not on the list is dropped', () => {
  expect(onlyAllowed({ count: 3, phone: '+37255512345' } as LogFields)).toEqual({ count: 3 })
})
