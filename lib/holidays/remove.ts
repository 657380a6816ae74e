import { deleteHoliday, findHoliday } from '#db/queries/holidays.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { requireOwnClinics } from '#lib/clinics/require-own.ts'
import type { RemoveHolidayInput } from '#lib/holidays/inputs.ts'
import { rulesChanged } from '#lib/reminders/rules-changed.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Takes back what was said of a day: the calendar holds again. @throws Refusal not_found */
export async function removeHoliday(ctx: Ctx, { holidayId }: RemoveHolidayInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const before = await findHoliday(tx, ctx.chainId, holidayId)
    if (!before) throw new Refusal('not_found')
    await requireOwnClinics(tx, ctx, before.clinicId === null ? null : [before.clinicId])
    await rulesChanged(tx, ctx)
    if (!(await deleteHoliday(tx, ctx.chainId, holidayId))) throw new Refusal('not_found')
    await recordAudit(tx, ctx, { action: 'holiday.remove', entityId: holidayId, before })
  })
}
