import { expect, test } from 'vitest'

import { isPassing } from '#lib/runtime/passing-error.ts'

const withCode = (code: string) => Object.assign(new Error('…'), { code })

test.each([
  ['the server restarts', withCode('57P01'), true],
  ['two transactions waited for each other', withCode('40P01'), true],
  ['no connection is left', withCode('53300'), true],
  ['the disk is full', withCode('53100'), true],
  ['the connection broke', withCode('CONNECTION_CLOSED'), true],
  ['nobody listens', withCode('ECONNREFUSED'), true],
  ['the connection broke in mid-write', withCode('EPIPE'), true],
  ['wrapped by drizzle', new Error('Failed query: …', { cause: withCode('08006') }), true],
  ['a row that a CHECK refuses', withCode('23514'), false],
  ['a value out of range', new Error('Failed query: …', { cause: withCode('22003') }), false],
  ['a column that does not exist', withCode('42703'), false],
  ['a bug', new TypeError('x is undefined'), false],
  ['wrong arguments to Node itself', withCode('ERR_INVALID_ARG_TYPE'), false],
  ['no error at all', 'hush', false],
])('%s', (_why, error, passing) => {
  expect(isPassing(error)).toBe(passing)
})
