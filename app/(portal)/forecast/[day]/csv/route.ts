import { notFound } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'

import type { PlannedReminder } from '#db/queries/forecast.ts'
import { listPlannedReminders } from '#db/queries/forecast.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { dayIn, isDay } from '#lib/core/calendar-day.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { uuid } from '#lib/web/search-params.ts'

const COLUMNS = ['at', 'patient', 'visit', 'number', 'language', 'template', 'clinic'] as const

/** The reminders of a day as they are filtered, all of them. */
export async function GET(request: NextRequest, { params }: RouteContext<'/forecast/[day]/csv'>): Promise<Response> {
  const ctx = await requireStaff('automatic.read')
  const { day } = await params
  if (!isDay(day)) notFound()
  const search = Object.fromEntries(request.nextUrl.searchParams)
  const today = dayIn((await currentStaff())?.chain?.zone ?? DEFAULT_TIME_ZONE, ctx.now)
  const filter = { day, today, ruleId: uuid(search, 'rule'), clinicId: uuid(search, 'clinic') }
  const t = await getTranslations('reminders.forecastPage')
  const formats = await getFormats()
  const pages = keysetPages<PlannedReminder>((after, limit) =>
    inChain(ctx, (tx) => listPlannedReminders(tx, ctx, filter, { after, limit })),
  )
  const cells = (row: PlannedReminder) => [
    formats.time(new Date(row.dueAt), 'dayAndTime', row.zone),
    csvCell(row.patientName),
    formats.time(new Date(row.startsAt), 'dayAndTime', row.zone),
    csvCell(row.address, row.channel === 'sms' ? 'phone' : 'text'),
    row.language ?? '',
    csvCell(row.templateName),
    csvCell(row.clinicName),
  ]
  return csvResponse(
    `forecast-${day}.csv`,
    COLUMNS.map((column) => t(`columns.${column}`)),
    pages,
    cells,
  )
}
