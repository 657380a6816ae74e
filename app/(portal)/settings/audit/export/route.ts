import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'

import type { AuditRow } from '#db/queries/audit-list.ts'
import { listAudit } from '#db/queries/audit-list.ts'
import { findChain } from '#db/queries/chains.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { auditFilterOf } from '../../../_audit/audit-filter.ts'
import { actionWord } from '../../../_audit/audit-words.ts'
import { jsonText } from '../../../_audit/json-text.ts'

const DEFAULT_ZONE = 'Europe/Tallinn'
const COLUMNS = ['when', 'who', 'what', 'code', 'entity', 'before', 'after', 'address', 'device', 'hash'] as const

/** The log as it is filtered, whole. The hashes let whoever keeps the file prove later that no line was changed since. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireStaff('audit.read')
  const t = await getTranslations('audit')
  const zone = (await inChain(ctx, (tx) => findChain(tx, ctx.chainId)))?.zone ?? DEFAULT_ZONE
  const filter = auditFilterOf(Object.fromEntries(request.nextUrl.searchParams), zone)
  const pages = keysetPages<AuditRow>((last, limit) =>
    inChain(ctx, (tx) =>
      listAudit(tx, ctx.chainId, filter, {
        limit,
        cursor: last && { toward: 'older', id: last.id },
      }),
    ),
  )
  const cells = (row: AuditRow) => [
    row.at.toISOString(),
    csvCell(row.staffName ?? t(row.staffId ? 'operator' : 'service')),
    actionWord(t, row.action),
    csvCell(row.action),
    row.entityId ?? '',
    csvCell(jsonText(row.before)),
    csvCell(jsonText(row.after)),
    row.address ?? '',
    csvCell(row.device),
    row.hash,
  ]
  return csvResponse(
    'audit.csv',
    COLUMNS.map((column) => t(column)),
    pages,
    cells,
  )
}
