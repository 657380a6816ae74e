import type { CampaignCursor, CampaignFilter } from '#db/queries/campaigns.ts'
import { CampaignChannel, CampaignPurpose } from '#lib/campaigns/inputs.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text, uuid } from '#lib/web/search-params.ts'

export const LIST_TABS = ['all', 'drafts', 'underWay', 'sent', 'archive'] as const
export type ListTab = (typeof LIST_TABS)[number]

// Cancelled ones stand under "all" only, until they are put away.
const STATUSES: Record<ListTab, CampaignStatus[] | undefined> = {
  all: undefined,
  drafts: ['draft'],
  underWay: ['awaiting_approval', 'scheduled', 'preparing', 'review', 'sending', 'paused'],
  sent: ['sent', 'stopped'],
  archive: undefined,
}

export type ListFilter = CampaignFilter & { tab: ListTab }

export function listFilterOf(params: SearchParams): ListFilter {
  const tab = oneOf(params, 'show', LIST_TABS) ?? 'all'
  return {
    tab,
    archived: tab === 'archive',
    statuses: STATUSES[tab],
    purpose: oneOf(params, 'purpose', CampaignPurpose.options),
    channel: oneOf(params, 'channel', CampaignChannel.options),
    search: text(params, 'q'),
  }
}

export function listCursorOf(params: SearchParams): CampaignCursor | undefined {
  const before = uuid(params, 'before')
  const after = uuid(params, 'after')
  if (before) return { before }
  return after ? { after } : undefined
}

export function tabCounts(
  counts: readonly { status: CampaignStatus; archived: boolean; campaigns: number }[],
): Record<ListTab, number> {
  const sum = (tab: ListTab) =>
    counts
      .filter((row) => row.archived === (tab === 'archive') && (STATUSES[tab]?.includes(row.status) ?? true))
      .reduce((total, row) => total + row.campaigns, 0)
  return {
    all: sum('all'),
    drafts: sum('drafts'),
    underWay: sum('underWay'),
    sent: sum('sent'),
    archive: sum('archive'),
  }
}
