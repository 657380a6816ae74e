import { describe, expect, test } from 'vitest'

import { moneyMove, priceIn, purseOf } from '#lib/core/delivery-money.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { DELIVERY_STATUSES, receiptApplies } from '#lib/core/delivery-status.ts'

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

describe('the price of a text that is free if it does not arrive', () => {
  test.each<[DeliveryStatus, DeliveryStatus, ReturnType<typeof moneyMove>]>([
    ['submitting', 'accepted', 'capture'],
    ['accepted', 'delivered', null],
    ['accepted', 'undelivered', 'refund'],
    ['accepted', 'expired', 'refund'],
    ['undelivered', 'delivered', 'recharge'],
    ['expired', 'delivered', 'recharge'],
    ['unknown', 'undelivered', 'release'],
    ['resent', 'expired', 'release'],
    ['unknown', 'delivered', 'capture'],
    ['written_off', 'delivered', null],
    ['submitting', 'rejected', 'release'],
  ])('%s → %s: %s', (from, to, expected) => {
    expect(moneyMove(from, to, { freeIfUndelivered: true })).toBe(expected)
  })

  test('is what the move of money says it is, in every status that a receipt can bring', () => {
    const terms = { freeIfUndelivered: true }
    const spent = (status: DeliveryStatus) => (purseOf(status, terms) === 'spent' ? priceIn(status, 5, terms) : 0)
    const moved = { capture: 5, recharge: 5, refund: -5, release: 0 }
    for (const from of DELIVERY_STATUSES)
      for (const to of ['accepted', 'undelivered', 'expired', 'delivered'] as const) {
        if (!receiptApplies(from, to) || from === 'written_off') continue
        const move = moneyMove(from, to, terms)
        expect(spent(to) - spent(from)).toBe(move ? moved[move] : 0)
      }
  })
})
