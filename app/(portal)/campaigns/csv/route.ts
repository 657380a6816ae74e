import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'

import type { CampaignRow } from '#db/queries/campaigns.ts'
import { listCampaigns } from '#db/queries/campaigns.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { listFilterOf } from '../_list/list-filter.ts'
import { csvEuros } from '../csv-euros.ts'

const COLUMNS = [
  'name',
  'purpose',
  'channel',
  'status',
  'people',
  'segments',
  'costEuros',
  'startedAt',
  'finishedAt',
] as const

/** The list as it is filtered, whole. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireStaff('campaign.read')
  const t = await getTranslations('campaigns')
  const tStatus = await getTranslations('statuses.campaign')
  const formats = await getFormats()
  const zone = (await currentStaff())?.chain?.zone ?? DEFAULT_TIME_ZONE
  const filter = listFilterOf(Object.fromEntries(request.nextUrl.searchParams))
  const when = (at: Date | null) => (at ? formats.time(at, 'dayAndTime', zone) : '')

  const pages = keysetPages<CampaignRow>(async (last, limit) => {
    const options = { limit, ...(last && { cursor: { before: last.id } }) }
    return await inChain(ctx, (tx) => listCampaigns(tx, ctx, filter, options))
  })
  const cells = (row: CampaignRow) => [
    csvCell(row.name),
    t(`purpose.${row.purpose}`),
    t(`channel.${row.channel}`),
    tStatus(row.status),
    String(row.people),
    String(row.segments),
    csvEuros(row.costMicro),
    when(row.startedAt),
    when(row.finishedAt),
  ]
  return csvResponse(
    'campaigns.csv',
    COLUMNS.map((column) => t(`csv.${column}`)),
    pages,
    cells,
  )
}
