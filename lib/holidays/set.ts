import { writeHoliday } from '#db/queries/holidays.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { SetHolidayInput } from '#lib/holidays/inputs.ts'
import { rulesChanged } from '#lib/reminders/rules-changed.ts'
import { requireOwnClinics } from '#lib/reminders/write-rule.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Closes a chain or a clinic for a day, or opens it on a public holiday. Reminders of that day are planned anew. */
export async function setHoliday(ctx: Ctx, input: SetHolidayInput): Promise<{ holidayId: string }> {
  requireOwnClinics(ctx, input.clinicId === null ? null : [input.clinicId])
  return inChain(ctx, async (tx) => {
    await rulesChanged(tx, ctx)
    const holidayId = await writeHoliday(tx, ctx.chainId, input)
    await recordAudit(tx, ctx, { action: 'holiday.set', entityId: holidayId, after: input })
    return { holidayId }
  })
}
