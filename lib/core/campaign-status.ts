export const CAMPAIGN_STATUSES = [
  'draft',
  'awaiting_approval',
  'scheduled',
  'preparing',
  'review',
  'sending',
  'paused',
  'sent',
  'stopped',
  'cancelled',
] as const
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number]

// `preparing` fixes the recipients; `review` means they no longer fit what was agreed, so the author looks again.
// Stopping keeps back the texts not yet handed to a provider; those already handed over are gone.
const NEXT: Record<CampaignStatus, readonly CampaignStatus[]> = {
  draft: ['awaiting_approval', 'scheduled', 'preparing', 'cancelled'],
  awaiting_approval: ['draft', 'scheduled', 'preparing', 'cancelled'],
  scheduled: ['draft', 'preparing', 'cancelled'],
  preparing: ['review', 'sending', 'stopped'],
  review: ['draft', 'scheduled', 'preparing', 'cancelled'],
  sending: ['paused', 'sent', 'stopped'],
  paused: ['sending', 'stopped'],
  sent: [],
  stopped: [],
  cancelled: [],
}

/** Whether a campaign may move from one status to another. */
export function canBecome(from: CampaignStatus, to: CampaignStatus): boolean {
  return NEXT[from].includes(to)
}

/** The statuses a campaign may be in for it to become `to`; the WHERE of a compare-and-set. */
export function statusesBefore(to: CampaignStatus): CampaignStatus[] {
  return CAMPAIGN_STATUSES.filter((from) => canBecome(from, to))
}
