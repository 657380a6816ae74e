import { describe, expect, test } from 'vitest'

import { moneyMove } from '#lib/core/delivery-money.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { DELIVERY_STATUSES } from '#lib/core/delivery-status.ts'

describe('the price of a text', () => {
  test.each<[DeliveryStatus, DeliveryStatus, ReturnType<typeof moneyMove>]>([
    ['planned', 'submitting', null],
    ['submitting', 'planned', null],
    ['submitting', 'accepted', 'capture'],
    ['submitting', 'unknown', null],
    ['unknown', 'delivered', 'capture'],
    ['unknown', 'undelivered', 'capture'],
    ['accepted', 'undelivered', null],
    ['undelivered', 'delivered', null],
    ['submitting', 'rejected', 'release'],
    ['planned', 'suppressed', 'release'],
    ['planned', 'cancelled', 'release'],
    ['planned', 'expired_unsent', 'release'],
    ['unknown', 'resent', null],
    ['resent', 'delivered', 'capture'],
    ['resent', 'written_off', 'release'],
    ['unknown', 'written_off', 'release'],
    ['written_off', 'delivered', null],
  ])('%s → %s: %s', (from, to, expected) => {
    expect(moneyMove(from, to)).toBe(expected)
  })

  test('is never spent twice nor given back once spent, whatever way a text takes', () => {
    for (const a of DELIVERY_STATUSES)
      for (const b of DELIVERY_STATUSES)
        for (const c of DELIVERY_STATUSES) {
          if (moneyMove(a, b) !== null) expect(moneyMove(b, c)).toBeNull()
        }
  })
})
