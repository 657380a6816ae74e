import type { ListedApplication } from '#db/queries/applications.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text } from '#lib/web/search-params.ts'

/** The states in which the operator sees applications: a draft is still the chain's own. */
export const LISTED_STATUSES = ['in_review', 'returned', 'approved', 'rejected'] as const
export type ListedStatus = (typeof LISTED_STATUSES)[number]

export function statusOf(params: SearchParams): ListedStatus | undefined {
  return oneOf(params, 'status', LISTED_STATUSES)
}

/** Where a page begins: `<instant>~<chain>` of the last row before it. */
export function cursorOf(params: SearchParams): { submittedAt: string; chainId: string } | undefined {
  const [submittedAt = '', chainId = ''] = text(params, 'before')?.split('~') ?? []
  const isInstant = !Number.isNaN(Date.parse(submittedAt))
  return isInstant && /^[0-9a-f-]{36}$/.test(chainId) ? { submittedAt, chainId } : undefined
}

export function cursorText(row: Pick<ListedApplication, 'submittedAt' | 'chainId'> | undefined): string | undefined {
  return row && `${row.submittedAt}~${row.chainId}`
}
