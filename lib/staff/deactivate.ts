import { endSessionsOf, hasAnotherManager, lockStaffMember, setStaffActive } from '#db/queries/staff.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Switches somebody off: they are signed out at once, everywhere, and cannot sign in. What they did stays under their name.
 *
 * @throws Refusal not_found, staff_own_access, staff_last_manager
 */
export async function deactivateStaff(ctx: Ctx, { staffId }: { staffId: string }): Promise<void> {
  if (staffId === ctx.staffId) throw new Refusal('staff_own_access')
  await inChain(ctx, async (tx) => {
    const isOneLeft = await hasAnotherManager(tx, ctx.chainId, staffId)
    const before = await lockStaffMember(tx, ctx.chainId, staffId)
    if (!before) throw new Refusal('not_found')
    if (before.active && before.role === 'chain_manager' && !isOneLeft) throw new Refusal('staff_last_manager')
    if (!(await setStaffActive(tx, ctx.chainId, staffId, false))) return
    await endSessionsOf(tx, staffId)
    await recordAudit(tx, ctx, { action: 'staff.deactivate', entityId: staffId, before: { role: before.role } })
  })
}
