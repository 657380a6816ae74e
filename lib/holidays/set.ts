import { writeHoliday } from '#db/queries/holidays.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { requireOwnClinics } from '#lib/clinics/require-own.ts'
import type { SetHolidayInput } from '#lib/holidays/inputs.ts'
import { rulesChanged } from '#lib/reminders/rules-changed.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Closes a chain or a clinic for a day, or opens it on a public holiday. Reminders of that day are planned anew. */
export async function setHoliday(ctx: Ctx, input: SetHolidayInput): Promise<{ holidayId: string }> {
  return inChain(ctx, async (tx) => {
    await requireOwnClinics(tx, ctx, input.clinicId === null ? null : [input.clinicId])
    await rulesChanged(tx, ctx)
    const holidayId = await writeHoliday(tx, ctx.chainId, input)
    await recordAudit(tx, ctx, { action: 'holiday.set', entityId: holidayId, after: input })
    return { holidayId }
  })
}
