import { expect, test } from 'vitest'

import { doubtCause, partsAnswered } from '#lib/core/doubt.ts'

test.each([
  ['the worker that had it on the wire is gone', 'worker_lost', 'worker_lost'],
  ['only some parts were answered', '2 of 3 parts were taken: no answer in time', 'some_parts'],
  ['the connection broke (SMPP)', 'connection lost: ended by the other side', 'connection_lost'],
  ['the connection broke after the final dot (SMTP)', 'no answer: ECONNRESET', 'connection_lost'],
  ['nobody answered in time', 'no answer in time', 'no_answer'],
  ['the sandbox was silent', 'the sandbox did not answer', 'no_answer'],
  ['the answer said nothing', 'unknown error of the SMSC', 'unclear'],
  ['nothing was written down', null, 'unclear'],
] as const)('%s', (_why, detail, cause) => {
  expect(doubtCause(detail)).toBe(cause)
})

test('the parts that were answered are counted only where parts are what is uncertain', () => {
  expect(partsAnswered('2 of 3 parts were taken: no answer in time')).toEqual({ answered: 2, parts: 3 })
  expect(partsAnswered('no answer in time')).toBeNull()
})
