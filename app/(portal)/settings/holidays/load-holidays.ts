import 'server-only'

import { listClinics } from '#db/queries/clinics.ts'
import { listHolidays, listPublicHolidays } from '#db/queries/holidays.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { currentStaff } from '#lib/web/current-staff.ts'

const YEARS_AHEAD = 1

/** Days from today on: what the chain said itself, and the calendar of its country for this year and the next. */
export async function loadHolidays(ctx: Ctx) {
  const today = dayIn((await currentStaff())?.chain?.zone ?? DEFAULT_TIME_ZONE, ctx.now)
  const fromYear = Number(today.slice(0, 4))
  return inChain(ctx, async (tx) => {
    const clinics = (await listClinics(tx, ctx.chainId)).filter(
      ({ id }) => ctx.clinicIds === 'all' || ctx.clinicIds.includes(id),
    )
    const own = await listHolidays(tx, ctx.chainId)
    const publicDays = await listPublicHolidays(tx, ctx.chainId, { fromYear, toYear: fromYear + YEARS_AHEAD })
    return {
      clinics,
      own: own.filter(
        ({ day, clinicId }) => day >= today && (clinicId === null || clinics.some(({ id }) => id === clinicId)),
      ),
      publicDays: publicDays.filter(({ day }) => day >= today),
    }
  })
}
