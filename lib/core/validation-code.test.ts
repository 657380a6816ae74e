import { expect, test } from 'vitest'
import * as z from 'zod'

import { readValidationIssue, validationIssue } from '#lib/core/validation-code.ts'

test('a rule’s figures come through zod to the sentence', () => {
  const rule = z.string().max(3, validationIssue('too_long', { max: 3 }))
  const message = rule.safeParse('abcd').error?.issues[0]?.message ?? ''
  expect(readValidationIssue(message)).toEqual({ code: 'too_long', params: { max: 3 } })
})

test('a case that nobody named still gets a sentence', () => {
  const message = z.number().safeParse('abc').error?.issues[0]?.message ?? ''
  expect(readValidationIssue(message)).toEqual({ code: 'invalid', params: {} })
})
