import { getTranslations } from 'next-intl/server'
import * as z from 'zod'

import type { ImportRefusal } from '#db/queries/import-refusals.ts'
import { listRefusals } from '#db/queries/import-refusals.ts'
import { findImport } from '#db/queries/imports.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import type { RowRefusal } from '#lib/core/import-rows.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireStaff } from '#lib/web/require-staff.ts'

/** The refused rows of an import with their reasons, as a file: to be mended, and imported again as it is. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/imports/[importId]/refusals'>,
): Promise<Response> {
  const ctx = await requireStaff('import.run')
  const { importId } = await params
  const known = z.uuid().safeParse(importId).success
  const state = known ? await inChain(ctx, (tx) => findImport(tx, ctx.chainId, importId)) : null
  if (!state) return new Response(null, { status: 404 })

  const t = await getTranslations('imports')
  const pages = keysetPages<ImportRefusal>((last, limit) =>
    inChain(ctx, (tx) => listRefusals(tx, ctx.chainId, importId, { after: last?.rowNumber, limit })),
  )
  const header = [t('refusals.row'), t('refusals.reason'), ...state.header.map((heading) => csvCell(heading))]
  const cells = ({ rowNumber, reasons, cells: original }: ImportRefusal) => [
    String(rowNumber),
    reasons.map((reason) => t(`reasons.${reason as RowRefusal}`)).join(', '),
    ...original.map((cell) => csvCell(cell, 'phone')),
  ]
  return csvResponse('refused-rows.csv', header, pages, cells)
}
