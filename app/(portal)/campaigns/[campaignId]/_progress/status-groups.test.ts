import { expect, test } from 'vitest'

import { DELIVERY_STATUSES } from '#lib/core/delivery-status.ts'
import { groupCounts, handedOver, STATUS_GROUPS } from './status-groups.ts'

test('every status of a delivery stands in exactly one group, so the chips add up to all', () => {
  expect(Object.values(STATUS_GROUPS).flat().toSorted()).toEqual([...DELIVERY_STATUSES].toSorted())
})

test('what left cannot be taken back; what is planned or cancelled never left', () => {
  const groups = groupCounts({ delivered: 3512, accepted: 241, undelivered: 80, expired: 8, unknown: 6, planned: 2352 })
  expect(groups).toMatchObject({ delivered: 3512, waiting: 241, failed: 88, unknown: 6, toSend: 2352, notSent: 0 })
  expect(handedOver(groups)).toBe(3847)
})

test('a pause makes nothing unsent that was called sent: what was about to leave goes back among the planned', () => {
  const sent = (counts: Parameters<typeof groupCounts>[0]) => handedOver(groupCounts(counts))
  expect(sent({ accepted: 300, submitting: 200, planned: 1701 })).toBe(sent({ accepted: 300, planned: 1901 }))
})
