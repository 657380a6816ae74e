import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { DELIVERY_STATUSES, receiptApplies, receiptRank } from '#lib/core/delivery-status.ts'

describe('a receipt', () => {
  test.each([
    ['may overtake the answer to the hand-over', 'submitting', 'delivered', true],
    ['settles what nobody knew', 'unknown', 'accepted', true],
    ['of delivery settles it too', 'unknown', 'delivered', true],
    ['tells that it did not arrive', 'accepted', 'undelivered', true],
    ['tells that it came too late', 'accepted', 'expired', true],
    ['of delivery wins over an earlier no, for the patient has the text', 'undelivered', 'delivered', true],
    ['of delivery wins over expiry', 'expired', 'delivered', true],
    ['that arrives twice changes nothing', 'delivered', 'delivered', false],
    ['that is late does not undo a delivery', 'delivered', 'undelivered', false],
    ['does not swap one no for another', 'undelivered', 'expired', false],
    ['does not take an accepted text back', 'accepted', 'submitting', false],
    ['changes nothing before the text has left', 'planned', 'delivered', false],
    ['changes nothing of a text that was held back', 'suppressed', 'delivered', false],
    ['changes nothing of a cancelled text', 'cancelled', 'delivered', false],
    ['changes nothing of a definite refusal', 'rejected', 'delivered', false],
    ['settles a text that was sent again meanwhile', 'resent', 'accepted', true],
    ['of delivery tells the truth about a text written off', 'written_off', 'delivered', true],
    ['of anything less leaves it written off', 'written_off', 'accepted', false],
    ['of a failure leaves it written off', 'written_off', 'undelivered', false],
  ] as const)('%s', (_why, current, reported, applies) => {
    expect(receiptApplies(current, reported)).toBe(applies)
  })

  test('in whatever order they come, receipts lead to the highest of them', () => {
    const status = fc.constantFrom(...DELIVERY_STATUSES)
    fc.assert(
      fc.property(fc.array(status), (receipts) => {
        const end = receipts.reduce<DeliveryStatus>(
          (now, then) => (receiptApplies(now, then) ? then : now),
          'submitting',
        )
        const highest = Math.max(1, ...receipts.map((receipt) => receiptRank(receipt) ?? 0))
        expect(receiptRank(end)).toBe(highest)
      }),
    )
  })
})
