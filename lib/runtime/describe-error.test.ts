import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { describeError } from '#lib/runtime/describe-error.ts'
import type { LogFields } from '#lib/runtime/log.ts'
import { onlyAllowed } from '#lib/runtime/log.ts'

const refusedByPostgres = Object.assign(new Error('invalid input syntax for type uuid: "Mari Maasikas"'), {
  name: 'PostgresError',
  code: '22P02',
  detail: 'Key (phone)=(+37255512345) already exists.',
  parameters: ['+37255512345'],
  constraint_name: 'patients_phone',
})

test("a failed query is logged without the patient's name and number that it carried", () => {
  const failed = new DrizzleQueryError(
    'insert into patients (name, phone) values ($1, $2)',
    ['Mari Maasikas', '+37255512345'],
    refusedByPostgres,
  )
  const description = describeError(failed)

  expect(JSON.stringify(description)).not.toMatch(/Maasikas|55512345/)
  expect(description).toMatchObject({
    type: 'DrizzleQueryError',
    message: 'Failed query: insert into patients (name, phone) values ($1, $2)',
    cause: { code: '22P02', constraint: 'patients_phone', message: 'invalid input syntax for type uuid: "…"' },
  })
})

test('an address or a number in any other message is left out', () => {
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
