import { expect, test } from 'vitest'

import type { ApplicationStatus } from '#lib/core/application-status.ts'
import {
  APPLICATION_STATUSES,
  applicationCanBecome,
  applicationStatusesBefore,
  decisionExpected,
  isApplicationOpen,
} from '#lib/core/application-status.ts'

// Every pair is written out: what is not here must not happen.
const MOVES: [ApplicationStatus, ApplicationStatus][] = [
  ['draft', 'in_review'],
  ['in_review', 'approved'],
  ['in_review', 'rejected'],
  ['in_review', 'returned'],
  ['returned', 'in_review'],
  ['rejected', 'returned'],
]

test('an application moves by these steps and no others', () => {
  const possible = APPLICATION_STATUSES.flatMap((from) =>
    APPLICATION_STATUSES.filter((to) => applicationCanBecome(from, to)).map((to) => [from, to]),
  )
  expect(possible.toSorted()).toEqual(MOVES.toSorted())
})

test('whoever decides has to find it in review; a rejected one can be given back', () => {
  expect(applicationStatusesBefore('approved')).toEqual(['in_review'])
  expect(applicationStatusesBefore('rejected')).toEqual(['in_review'])
  expect(applicationStatusesBefore('returned')).toEqual(['in_review', 'rejected'])
  expect(applicationStatusesBefore('draft')).toEqual([])
})

test('the applicant writes in a draft and in what was returned', () => {
  expect(APPLICATION_STATUSES.filter(isApplicationOpen)).toEqual(['draft', 'returned'])
})

test('a decision is expected ten to sixteen days after, across the end of a year', () => {
  expect(decisionExpected(new Date('2026-12-20T08:00:00Z'))).toEqual({
    soonest: new Date('2026-12-30T08:00:00Z'),
    latest: new Date('2027-01-05T08:00:00Z'),
  })
})
