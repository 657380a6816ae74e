import type { CampaignStatus } from '#lib/core/campaign-status.ts'

const STILL_TO_SEND: readonly CampaignStatus[] = ['draft', 'awaiting_approval', 'scheduled', 'review']

/** Whether the recipients are not fixed yet, so that who gets it is a question about today. */
export function isStillToSend(status: CampaignStatus): boolean {
  return STILL_TO_SEND.includes(status)
}
