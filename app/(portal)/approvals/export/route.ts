import { getTranslations } from 'next-intl/server'

import type { ListedApproval } from '#db/queries/approvals.ts'
import { listApprovals } from '#db/queries/approvals.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireStaff } from '#lib/web/require-staff.ts'

const COLUMNS = [
  'campaign',
  'who',
  'askedAt',
  'people',
  'cost',
  'when',
  'state',
  'decider',
  'decidedAt',
  'reason',
] as const

/** What waits and what was decided, whole. */
export async function GET(): Promise<Response> {
  const ctx = await requireStaff('campaign.compose')
  const t = await getTranslations('approvals')
  const pagesOf = (waiting: boolean) =>
    keysetPages<ListedApproval>((last, limit) =>
      inChain(ctx, (tx) => listApprovals(tx, ctx, { waiting, after: last?.id, limit })),
    )
  return csvResponse(
    'approvals.csv',
    COLUMNS.map((column) => t(column)),
    both(pagesOf(true), pagesOf(false)),
    (row) => [
      csvCell(row.campaignName || t('untitled')),
      csvCell(row.requester),
      row.requestedAt,
      String(row.willGet),
      (row.costMicro / 1_000_000).toFixed(4).replace('.', ','),
      row.sendAtLocal ?? '',
      t(`status.${row.status}`),
      csvCell(row.decider),
      row.decidedAt ?? '',
      csvCell(row.reason),
    ],
  )
}

async function* both<Row>(first: AsyncIterable<Row>, second: AsyncIterable<Row>): AsyncGenerator<Row> {
  yield* first
  yield* second
}
