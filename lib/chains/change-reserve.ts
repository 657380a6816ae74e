import { findChain, updateReserveDays } from '#db/queries/chains.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { ChangeReserveInput } from '#lib/chains/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Sets for how many coming days the booked reminders keep their money; 0 keeps nothing. */
export async function changeReserve(ctx: Ctx, { days: reserveDays }: ChangeReserveInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const before = await findChain(tx, ctx.chainId)
    if (!before) throw new Refusal('not_found')
    await updateReserveDays(tx, ctx.chainId, reserveDays)
    await recordAudit(tx, ctx, {
      action: 'chain.change-reserve',
      entityId: ctx.chainId,
      before: { reserveDays: before.reserveDays },
      after: { reserveDays },
    })
  })
}
