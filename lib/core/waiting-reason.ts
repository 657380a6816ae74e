import type { CampaignStatus } from '#lib/core/campaign-status.ts'

/** Why a text that is planned has not left yet, in the order in which the reasons are looked at. */
export const WAITING_REASONS = ['preparing', 'staff', 'hours', 'stuck', 'later', 'turn'] as const
export type WaitingReason = (typeof WAITING_REASONS)[number]

/** What a planned text waits for: its campaign, its batch, the clock, or just its turn at the pace that the provider takes. */
export function waitingReason({
  campaignStatus,
  pausedFor,
  batchStatus,
  notBefore,
  now,
}: {
  campaignStatus: CampaignStatus
  pausedFor: 'staff' | 'hours' | null
  batchStatus: string | null
  notBefore: Date | null
  now: Date
}): WaitingReason {
  if (campaignStatus === 'preparing') return 'preparing'
  if (campaignStatus === 'paused') return pausedFor === 'hours' ? 'hours' : 'staff'
  if (batchStatus === 'stuck') return 'stuck'
  return notBefore !== null && notBefore > now ? 'later' : 'turn'
}
