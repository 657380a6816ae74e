import type { PlanChanges } from '#db/queries/plan-changes.ts'
import type { HolidayForm } from '#lib/holidays/holiday-form.ts'
import { previewHoliday } from '#lib/holidays/preview.ts'
import { setHoliday } from '#lib/holidays/set.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** Shows what closing or opening a day would move before it is done, and does it when just that was agreed to. @throws as setHoliday */
export async function setAgreedHoliday(
  ctx: Ctx,
  { holiday, agreed }: HolidayForm,
): Promise<{ holidayId: string } | { changes: PlanChanges; agree: string }> {
  const agree = JSON.stringify(holiday)
  if (agreed === agree) return setHoliday(ctx, holiday)
  return { changes: await previewHoliday(ctx, holiday), agree }
}
