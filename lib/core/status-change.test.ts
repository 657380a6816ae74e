import { expect, test } from 'vitest'

import type { StatusChange } from '#lib/core/status-change.ts'
import { sumChanges } from '#lib/core/status-change.ts'

const PLANNED: StatusChange = {
  deliveryId: 'd1',
  chainId: 'chain',
  month: '2026-11-01',
  campaignId: 'spring',
  clinicId: 'kesklinn',
  day: '2026-11-22',
  kind: 'bulk',
  channel: 'sms',
  language: 'et',
  segments: 2,
  priceMicro: 90_000,
  holdId: 'hold',
  from: 'planned',
  to: 'submitting',
}

test('changes of one kind are one sum in whatever order they come, and it bears the name of its first', () => {
  const accepted = { ...PLANNED, from: 'submitting', to: 'accepted' } as const
  const sums = sumChanges([
    PLANNED,
    { ...accepted, deliveryId: 'd2', segments: 1, priceMicro: 45_000 },
    { ...PLANNED, deliveryId: 'd3' },
    { ...accepted, deliveryId: 'd4', freeIfUndelivered: false },
  ])
  expect(sums).toMatchObject([
    { from: 'planned', to: 'submitting', firstDeliveryId: 'd1', texts: 2, segments: 4, costMicro: 180_000 },
    { from: 'submitting', to: 'accepted', firstDeliveryId: 'd2', texts: 2, segments: 3, costMicro: 135_000 },
  ])
})

test.each([
  ['campaign', { campaignId: null }],
  ['clinic', { clinicId: 'mustamäe' }],
  ['day', { day: null }],
  ['language', { language: 'ru' }],
  ['end', { to: 'suppressed' as const }],
  ['beginning', { from: null }],
  ['hold', { holdId: null }],
  ['kind', { kind: 'reminder' }],
  ['channel', { channel: 'email' as const }],
  ['chain', { chainId: 'another' }],
  ['price back', { freeIfUndelivered: true }],
])('another %s is another sum', (_what, other) => {
  expect(sumChanges([PLANNED, { ...PLANNED, ...other }])).toHaveLength(2)
})
