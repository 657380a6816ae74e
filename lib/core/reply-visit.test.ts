import { describe, expect, test } from 'vitest'

import type { ToldVisit } from '#lib/core/reply-visit.ts'
import { visitOfReply } from '#lib/core/reply-visit.ts'

const NOW = new Date('2027-03-01T10:00:00Z')
const visit = (values: Partial<ToldVisit>): ToldVisit => ({
  appointmentId: 'tomorrow',
  deliveryId: 'latest',
  status: 'scheduled',
  version: 1,
  startsAt: new Date('2027-03-02T10:00:00Z'),
  ...values,
})
const read = (told: ToldVisit[], latestDeliveryId: string | null = 'latest') =>
  visitOfReply(told, { latestDeliveryId, now: NOW })

describe('a yes or a no is about', () => {
  test.each<[string, ToldVisit[]]>([
    ['the only visit', [visit({})]],
    [
      'the one that the latest text told of, when the other is over',
      [visit({}), visit({ appointmentId: 'last week', deliveryId: 'old', status: 'completed' })],
    ],
    [
      'the one that is not called off',
      [visit({}), visit({ appointmentId: 'other', deliveryId: 'old', status: 'cancelled' })],
    ],
    ['the visit of the latest text, even if it has moved: the answer’s rule says so', [visit({ version: 4 })]],
  ])('%s', (_why, told) => {
    expect(read(told)).toEqual({ visit: told[0] })
  })

  test.each<[string, ToldVisit[], string | null, string]>([
    ['no visit at all', [], 'latest', 'no_visit'],
    ['an offer that came after the reminder, maybe', [visit({ deliveryId: 'old' })], 'latest', 'other_text'],
    ['nobody knows which text', [visit({})], null, 'other_text'],
    [
      'one of a family’s visits in one text',
      [visit({}), visit({ appointmentId: 'child' })],
      'latest',
      'several_visits',
    ],
    [
      'a family’s text of which one visit is off: the other may not be meant',
      [visit({}), visit({ appointmentId: 'child', status: 'cancelled' })],
      'latest',
      'several_visits',
    ],
    [
      'one of two visits told of in two texts',
      [visit({}), visit({ appointmentId: 'next week', deliveryId: 'old' })],
      'latest',
      'several_visits',
    ],
    [
      'the visit of the latest text is off, an earlier one is not',
      [visit({ status: 'cancelled' }), visit({ appointmentId: 'next week', deliveryId: 'old' })],
      'latest',
      'several_visits',
    ],
  ])('nothing that is sure: %s', (_why, told, latest, unclear) => {
    expect(read(told, latest)).toEqual({ unclear })
  })
})
