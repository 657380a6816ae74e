import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'

import type { TemplateListRow } from '#db/queries/template-list.ts'
import { listTemplatePage } from '#db/queries/template-list.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { templateFilterOf } from '../_list/list-filter.ts'

/** The list as it is filtered, whole. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireStaff('template.read')
  const t = await getTranslations('templates')
  const formats = await getFormats()
  const zone = (await currentStaff())?.chain?.zone ?? DEFAULT_TIME_ZONE
  const filter = templateFilterOf(Object.fromEntries(request.nextUrl.searchParams))
  const pages = keysetPages<TemplateListRow>(async (last, limit) => {
    const cursor = last && { after: last.id }
    return await inChain(ctx, (tx) => listTemplatePage(tx, ctx.chainId, filter, { cursor, limit }))
  })
  const header = [
    t('nameLabel'),
    t('purposeLabel'),
    t('list.csvLanguages'),
    t('list.clinics'),
    t('list.version'),
    t('list.changed'),
    t('list.changedBy'),
  ]
  const cells = (row: TemplateListRow) => [
    csvCell(row.name),
    t(`purpose.${row.purpose}`),
    row.languages.join(', '),
    csvCell(row.variantClinics.join(', ')),
    String(row.version),
    formats.time(row.updatedAt, 'dayAndTime', zone),
    csvCell(row.savedBy ?? ''),
  ]
  return csvResponse('templates.csv', header, pages, cells)
}
