import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'

import type { ServiceRow } from '#db/queries/service-log.ts'
import { listServiceLog } from '#db/queries/service-log.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { actionWord } from '../../_audit/audit-words.ts'
import { jsonText } from '../../_audit/json-text.ts'
import { serviceFilterOf } from '../filter.ts'

const COLUMNS = ['when', 'who', 'what', 'code', 'chain', 'entity', 'before', 'after', 'address', 'device'] as const

/** The operators' log as it is filtered, whole. */
export async function GET(request: NextRequest): Promise<Response> {
  await requireOperator('operator.audit')
  const t = await getTranslations('audit')
  const filter = serviceFilterOf(Object.fromEntries(request.nextUrl.searchParams))
  const pages = keysetPages<ServiceRow>((last, limit) =>
    asOperator((tx) => listServiceLog(tx, filter, { limit, cursor: last && { toward: 'older', id: last.id } })),
  )
  return csvResponse(
    'service-log.csv',
    COLUMNS.map((column) => t(column)),
    pages,
    (row) => [
      row.at.toISOString(),
      csvCell(row.staffName ?? t('operator')),
      actionWord(t, row.action),
      csvCell(row.action),
      csvCell(row.chainName),
      csvCell(row.entityId),
      csvCell(jsonText(row.before)),
      csvCell(jsonText(row.after)),
      row.address ?? '',
      csvCell(row.device),
    ],
  )
}
