import { expect, test } from 'vitest'

import { listCursorOf, listFilterOf, tabCounts } from './list-filter.ts'

test('a mistyped address shows the whole list rather than an error', () => {
  expect(listFilterOf({ show: 'nonsense', purpose: 'x', channel: '1' })).toMatchObject({
    tab: 'all',
    archived: false,
    statuses: undefined,
    purpose: undefined,
  })
  expect(listCursorOf({ before: 'not-an-id' })).toBeUndefined()
})

test('what is put away counts under Archive and nowhere else', () => {
  const counts = tabCounts([
    { status: 'draft', archived: false, campaigns: 2 },
    { status: 'sent', archived: false, campaigns: 5 },
    { status: 'sent', archived: true, campaigns: 40 },
    { status: 'paused', archived: false, campaigns: 1 },
    { status: 'cancelled', archived: false, campaigns: 3 },
  ])
  expect(counts).toEqual({ all: 11, drafts: 2, underWay: 1, sent: 5, archive: 40 })
})
