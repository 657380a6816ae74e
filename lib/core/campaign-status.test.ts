import { describe, expect, test } from 'vitest'

import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import { CAMPAIGN_STATUSES, canBecome, statusesBefore } from '#lib/core/campaign-status.ts'

describe('a campaign', () => {
  test.each([
    ['is sent at once', ['draft', 'preparing', 'sending', 'sent']],
    ['waits for its time', ['draft', 'scheduled', 'preparing', 'sending', 'sent']],
    ['waits for a second person', ['draft', 'awaiting_approval', 'scheduled', 'preparing', 'sending', 'sent']],
    ['is sent back by that person', ['draft', 'awaiting_approval', 'draft']],
    ['is looked at again when more people came than were agreed on', ['preparing', 'review', 'preparing', 'sending']],
    ['is corrected after that look', ['review', 'draft', 'scheduled']],
    ['is taken off the calendar to be corrected', ['scheduled', 'draft']],
    ['pauses and goes on', ['sending', 'paused', 'sending', 'sent']],
    ['is stopped on its way', ['sending', 'stopped']],
    ['is stopped while it pauses', ['sending', 'paused', 'stopped']],
    ['is stopped before its first text', ['preparing', 'stopped']],
    ['is dropped while scheduled', ['scheduled', 'cancelled']],
  ] satisfies [string, CampaignStatus[]][])('%s', (_why, way) => {
    for (const [step, from] of way.slice(0, -1).entries()) {
      expect([from, way[step + 1], canBecome(from, way[step + 1] as CampaignStatus)]).toEqual([
        from,
        way[step + 1],
        true,
      ])
    }
  })

  test.each([
    ['a second click on Send finds it preparing already', 'preparing', 'preparing'],
    ['what is on its way cannot be edited', 'sending', 'draft'],
    ['texts that have gone cannot be cancelled, only the rest stopped', 'sending', 'cancelled'],
    ['nothing is sent that was not prepared', 'draft', 'sending'],
    ['a stopped one does not go on', 'stopped', 'sending'],
    ['a sent one does not go again', 'sent', 'preparing'],
  ] as const)('%s', (_why, from, to) => {
    expect(canBecome(from, to)).toBe(false)
  })

  test.each(['sent', 'stopped', 'cancelled'] as const)('%s is an end', (status) => {
    expect(CAMPAIGN_STATUSES.filter((to) => canBecome(status, to))).toEqual([])
  })

  test('can come to an end from wherever it is', () => {
    const ends = new Set<CampaignStatus>(['sent', 'stopped', 'cancelled'])
    let size = 0
    while (size !== ends.size) {
      size = ends.size
      for (const end of [...ends]) for (const from of statusesBefore(end)) ends.add(from)
    }
    expect([...ends].sort()).toEqual([...CAMPAIGN_STATUSES].sort())
  })
})

test('the WHERE of a compare-and-set is the table read backwards', () => {
  expect(statusesBefore('sending')).toEqual(['preparing', 'paused'])
  expect(statusesBefore('preparing')).toEqual(['draft', 'awaiting_approval', 'scheduled', 'review'])
})
