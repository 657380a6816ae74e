import { expect, test } from 'vitest'

import { needsApproval } from '#lib/core/approval-limit.ts'

const NONE = { approvalPeople: null, approvalMicro: null }

test.each([
  ['a chain that set nothing is never asked', NONE, 100_000, 9_000_000_000, false],
  ['as many people as the limit says may leave', { ...NONE, approvalPeople: 500 }, 500, 0, false],
  ['one more may not', { ...NONE, approvalPeople: 500 }, 501, 0, true],
  ['as much money as the limit says may leave', { ...NONE, approvalMicro: 50_000_000 }, 9_000, 50_000_000, false],
  ['a micro-euro more may not', { ...NONE, approvalMicro: 50_000_000 }, 1, 50_000_001, true],
  ['a limit of nothing asks for everything that costs', { ...NONE, approvalMicro: 0 }, 1, 45_000, true],
  ['either limit is enough', { approvalPeople: 500, approvalMicro: 50_000_000 }, 501, 1, true],
])('%s', (_why, limit, willGet, costMicro, asked) => {
  expect(needsApproval(limit, { willGet, costMicro })).toBe(asked)
})
