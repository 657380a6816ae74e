export const APPLICATION_STATUSES = ['draft', 'in_review', 'returned', 'approved', 'rejected'] as const
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number]

// Approved is for ever: a chain that is to be stopped is paused. Who was rejected by mistake can be given another try.
const NEXT: Record<ApplicationStatus, readonly ApplicationStatus[]> = {
  draft: ['in_review'],
  in_review: ['approved', 'rejected', 'returned'],
  returned: ['in_review'],
  approved: [],
  rejected: ['returned'],
}

export function applicationCanBecome(from: ApplicationStatus, to: ApplicationStatus): boolean {
  return NEXT[from].includes(to)
}

/** The statuses an application may be in for it to become `to`; the WHERE of a compare-and-set. */
export function applicationStatusesBefore(to: ApplicationStatus): ApplicationStatus[] {
  return APPLICATION_STATUSES.filter((from) => applicationCanBecome(from, to))
}

/** Whether the applicant may still write in it. */
export function isApplicationOpen(status: ApplicationStatus): boolean {
  return applicationCanBecome(status, 'in_review')
}

const SOONEST_DAYS = 10
const LATEST_DAYS = 16
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000

/** Between which days an application is decided on that was sent in at an instant. */
export function decisionExpected(submittedAt: Date): { soonest: Date; latest: Date } {
  const after = (days: number) => new Date(submittedAt.getTime() + days * DAY_MILLISECONDS)
  return { soonest: after(SOONEST_DAYS), latest: after(LATEST_DAYS) }
}
