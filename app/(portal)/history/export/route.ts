import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'
import type { DeliveryRow } from '#db/queries/deliveries.ts'
import { listDeliveries } from '#db/queries/deliveries.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { readChosenClinic } from '#lib/web/chosen-clinic.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { deliveryFilterOf } from '../_list/filter.ts'

const COLUMNS = [
  'at',
  'patient',
  'number',
  'kind',
  'campaign',
  'channel',
  'language',
  'status',
  'parts',
  'price',
  'text',
] as const

/** The history as it is filtered, whole. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireStaff('delivery.read')
  const t = await getTranslations('history')
  const tStatus = await getTranslations('statuses.delivery')
  const formats = await getFormats()
  const filter = deliveryFilterOf(Object.fromEntries(request.nextUrl.searchParams), await readChosenClinic())

  const pages = keysetPages<DeliveryRow>((last, limit) =>
    inChain(ctx, (tx) =>
      listDeliveries(tx, ctx, filter, {
        limit,
        cursor: last && { toward: 'older', month: last.month, id: last.id },
      }),
    ),
  )
  const cells = (row: DeliveryRow) => [
    formats.time(row.submittedAt ?? row.plannedAt, 'dayAndTime'),
    csvCell(`${row.firstName ?? ''} ${row.lastName ?? ''}`.trim()),
    csvCell(row.address, row.channel === 'sms' ? 'phone' : 'text'),
    t(`kind.${row.kind}`),
    csvCell(row.campaignName),
    t(`channel.${row.channel}`),
    row.language,
    tStatus(row.status),
    String(row.segments),
    (row.priceMicro / 1_000_000).toFixed(4).replace('.', ','),
    csvCell(deliveryTextOf(row, env().PUBLIC_URL)(row.params).text),
  ]
  return csvResponse(
    'history.csv',
    COLUMNS.map((column) => t(`columns.${column}`)),
    pages,
    cells,
  )
}
