import type { CampaignStatus } from '#lib/core/campaign-status.ts'

// A campaign is one flower of five steps: draft, checked, queued, sending, done.
const PETALS: Record<CampaignStatus, { done: number; current: boolean }> = {
  draft: { done: 0, current: true },
  awaiting_approval: { done: 1, current: true },
  review: { done: 1, current: true },
  scheduled: { done: 2, current: true },
  preparing: { done: 2, current: true },
  sending: { done: 3, current: true },
  paused: { done: 3, current: true },
  sent: { done: 5, current: false },
  stopped: { done: 4, current: false },
  cancelled: { done: 0, current: false },
}

/** How many petals are full, and whether the next one is under way. */
export function petalsOf(status: CampaignStatus): { done: number; current: boolean } {
  return PETALS[status]
}
