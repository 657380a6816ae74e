import { expect, test } from 'vitest'
import * as z from 'zod'

import { newSendKey } from './new-send-key.ts'

test('keys are UUIDs, and each is new', () => {
  const keys = Array.from({ length: 100 }, newSendKey)
  for (const key of keys) expect(z.uuidv4().safeParse(key).success).toBe(true)
  expect(new Set(keys).size).toBe(keys.length)
})
