import { lockStaffMember, setStaffActive } from '#db/queries/staff.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Lets somebody in again with the role, the clinics and the password they had.
 *
 * @throws Refusal not_found
 */
export async function reactivateStaff(ctx: Ctx, { staffId }: { staffId: string }): Promise<void> {
  await inChain(ctx, async (tx) => {
    const member = await lockStaffMember(tx, ctx.chainId, staffId)
    if (!member) throw new Refusal('not_found')
    if (!(await setStaffActive(tx, ctx.chainId, staffId, true))) return
    await recordAudit(tx, ctx, { action: 'staff.reactivate', entityId: staffId, after: { role: member.role } })
  })
}
