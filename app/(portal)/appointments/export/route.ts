import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'

import type { AppointmentRow } from '#db/queries/appointment-list.ts'
import { listAppointments } from '#db/queries/appointment-list.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { formatTime } from '#lib/core/time-format.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { readChosenClinic } from '#lib/web/chosen-clinic.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { appointmentFilterOf, shownDaysOf } from '../_list/filter.ts'

const COLUMNS = ['date', 'at', 'length', 'patient', 'code', 'clinic', 'doctor', 'office', 'status', 'reminder'] as const

/** The list as it is filtered, whole. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireStaff('appointment.read')
  const params = Object.fromEntries(request.nextUrl.searchParams)
  const today = dayIn((await currentStaff())?.chain?.zone ?? DEFAULT_TIME_ZONE, ctx.now)
  const filter = appointmentFilterOf(params, { today, chosenClinicId: await readChosenClinic() })
  const forwards = shownDaysOf(params, today).range !== 'past'

  const pages = keysetPages<AppointmentRow>((last, limit) =>
    inChain(ctx, (tx) => listAppointments(tx, ctx, filter, { forwards, beyond: last?.id, limit })),
  )
  const t = await getTranslations('appointments')
  return csvResponse(
    'appointments.csv',
    COLUMNS.map((column) => t(`columns.${column}`)),
    pages,
    await cellsOf(),
  )
}

async function cellsOf(): Promise<(row: AppointmentRow) => string[]> {
  const t = await getTranslations('statuses')
  const tReminder = await getTranslations('appointments.reminder')
  const reminderOf = ({ reminder }: AppointmentRow) => {
    if (!reminder) return ''
    if (reminder.delivery) return t(`delivery.${reminder.delivery}`)
    return tReminder(reminder.status === 'written' ? 'planned' : reminder.status)
  }
  return (row) => [
    formatTime(row.startsAt, 'date', 'et', row.zone),
    formatTime(row.startsAt, 'time', 'et', row.zone),
    String(row.durationMinutes),
    csvCell(`${row.firstName} ${row.lastName}`.trim()),
    csvCell(row.patientCode),
    csvCell(row.clinicName),
    csvCell(row.doctor),
    csvCell(row.office),
    t(`appointment.${row.status}`),
    reminderOf(row),
  ]
}
