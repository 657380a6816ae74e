import { notFound } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'

import type { LeftOut } from '#db/queries/left-outs.ts'
import { listLeftOut } from '#lib/campaigns/list-left-out.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { findVisibleCampaign } from '../../../find-visible-campaign.ts'
import { leftOutPageOf } from '../left-out-filter.ts'

const COLUMNS = ['patient', 'code', 'language', 'clinic', 'reason'] as const

/** Everybody a campaign leaves out, as the list is filtered. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/campaigns/[campaignId]/left-out/csv'>,
): Promise<Response> {
  const ctx = await requireStaff('patient.read')
  const { campaignId } = await params
  const campaign = await inChain(ctx, (tx) => findVisibleCampaign(tx, ctx, campaignId))
  if (!campaign) notFound()
  const { reason } = leftOutPageOf(Object.fromEntries(request.nextUrl.searchParams))
  const t = await getTranslations('campaigns')
  const tReason = await getTranslations('statuses.leftOut')

  const pages = keysetPages<LeftOut>(async (last, limit) => {
    return await listLeftOut(ctx, { campaignId, reason, after: last?.patientId, limit })
  })
  const cells = (row: LeftOut) => [
    csvCell(`${row.firstName} ${row.lastName}`.trim()),
    csvCell(row.code),
    row.language ?? '',
    csvCell(row.clinicName),
    tReason(row.reason),
  ]
  return csvResponse(
    'left-out.csv',
    COLUMNS.map((column) => t(`csv.${column}`)),
    pages,
    cells,
  )
}
