import { deleteHoliday, findHoliday, writeHoliday } from '#db/queries/holidays.ts'
import type { PlanChanges } from '#db/queries/plan-changes.ts'
import { requireOwnClinics } from '#lib/clinics/require-own.ts'
import { dayPlus } from '#lib/core/calendar-day.ts'
import type { RemoveHolidayInput, SetHolidayInput } from '#lib/holidays/inputs.ts'
import { seeChanges } from '#lib/reminders/see-changes.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/** A closed day moves what goes on it, wherever on earth that day is; one that opens draws back what went around it, over holidays in between. */
const NEIGHBOURS = { closed: 1, open: 14 } as const

/** What closing or opening a day would do to planned reminders. @throws Refusal clinic_unknown */
export async function previewHoliday(ctx: Ctx, input: SetHolidayInput): Promise<PlanChanges> {
  return seeChanges(ctx, async (tx) => {
    await requireOwnClinics(tx, ctx, input.clinicId === null ? null : [input.clinicId])
    await writeHoliday(tx, ctx.chainId, input)
    return { selection: neighboursOf(input.day, input.closed) }
  })
}

/** What taking a day back would do to them. @throws Refusal not_found */
export async function previewHolidayRemoval(ctx: Ctx, { holidayId }: RemoveHolidayInput): Promise<PlanChanges> {
  return seeChanges(ctx, async (tx) => {
    const holiday = await findHoliday(tx, ctx.chainId, holidayId)
    if (!holiday) throw new Refusal('not_found')
    await deleteHoliday(tx, ctx.chainId, holidayId)
    return { selection: neighboursOf(holiday.day, !holiday.closed) }
  })
}

function neighboursOf(day: string, closes: boolean) {
  const days = NEIGHBOURS[closes ? 'closed' : 'open']
  return { dueFrom: dayPlus(day, -days), dueBefore: dayPlus(day, days + 1) }
}
