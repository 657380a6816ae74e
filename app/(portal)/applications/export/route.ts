import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'

import type { ListedApplication } from '#db/queries/applications.ts'
import { listApplications } from '#db/queries/applications.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { statusOf } from '../filter.ts'

const COLUMNS = ['chain', 'legalName', 'registryCode', 'state', 'submitted', 'sender', 'location', 'texts'] as const

/** The applications as they are filtered, whole. */
export async function GET(request: NextRequest): Promise<Response> {
  await requireOperator('operator.read')
  const t = await getTranslations('desk.applications.columns')
  const tStatus = await getTranslations('activation.status')
  const formats = await getFormats()
  const status = statusOf(Object.fromEntries(request.nextUrl.searchParams))
  const pages = keysetPages<ListedApplication>((before, limit) =>
    asOperator((tx) => listApplications(tx, { status, before, limit })),
  )
  return csvResponse(
    'applications.csv',
    COLUMNS.map((column) => t(column)),
    pages,
    (row) => [
      csvCell(row.chainName),
      csvCell(row.legalName),
      csvCell(row.registryCode),
      tStatus(row.status),
      formats.time(new Date(row.submittedAt), 'date'),
      csvCell(row.senderName),
      csvCell(row.location),
      csvCell(row.monthlyTexts),
    ],
  )
}
