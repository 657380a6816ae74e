import { expect, test } from 'vitest'

import { waitingReason } from '#lib/core/waiting-reason.ts'

const NOW = new Date('2026-12-02T10:00:00Z')
const SENDING = {
  campaignStatus: 'sending',
  pausedFor: null,
  batchStatus: 'ready',
  notBefore: new Date('2026-12-02T09:00:00Z'),
  now: NOW,
} as const

test.each([
  ['everything is ready: its turn will come', {}, 'turn'],
  ['the recipients are still being written down', { campaignStatus: 'preparing' }, 'preparing'],
  ['somebody has paused it', { campaignStatus: 'paused', pausedFor: 'staff' }, 'staff'],
  ['the sending hours are over', { campaignStatus: 'paused', pausedFor: 'hours' }, 'hours'],
  ['a fault of ours holds its batch', { batchStatus: 'stuck' }, 'stuck'],
  ['it was sent again and waits for the opening', { notBefore: new Date('2026-12-03T07:00:00Z') }, 'later'],
  ['a pause counts before the clock', { campaignStatus: 'paused', pausedFor: 'staff', batchStatus: 'held' }, 'staff'],
] as const)('%s', (_why, change, reason) => {
  expect(waitingReason({ ...SENDING, ...change })).toBe(reason)
})
