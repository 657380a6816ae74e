import 'server-only'

import { listHolidays, listPublicHolidays } from '#db/queries/holidays.ts'
import { listReminderRules } from '#db/queries/reminder-rules.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { forecastTexts } from '#lib/planner/forecast.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { dayNotes } from './_parts/day-notes.ts'

/** What leaves in the days ahead, with the holidays and the changes of the clock among them. */
export async function loadForecast(ctx: Ctx, days: number) {
  const zone = (await currentStaff())?.chain?.zone ?? DEFAULT_TIME_ZONE
  return inChain(ctx, async (tx) => {
    const forecast = await forecastTexts(tx, ctx, { days, zone })
    const year = (day: string | undefined) => Number(day?.slice(0, 4))
    const publicDays = await listPublicHolidays(tx, ctx.chainId, {
      fromYear: year(forecast.days[0]),
      toYear: year(forecast.days.at(-1)),
    })
    return {
      zone,
      forecast,
      notes: dayNotes(forecast.days, zone, publicDays, await listHolidays(tx, ctx.chainId)),
      rules: await listReminderRules(tx, ctx.chainId),
    }
  })
}
