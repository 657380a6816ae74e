import type * as z from 'zod'

import { endSessionsOf, hasAnotherManager, lockStaffMember, updateStaffAccess } from '#db/queries/staff.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { requireOwnClinics } from '#lib/clinics/require-own.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { ChangeAccessInput } from '#lib/staff/inputs.ts'

/**
 * Gives somebody another role or other clinics. They sign in anew, so that no open page goes on under the old rights.
 *
 * @throws Refusal not_found, staff_own_access, staff_last_manager, clinic_unknown
 */
export async function changeAccess(ctx: Ctx, input: z.output<typeof ChangeAccessInput>): Promise<void> {
  const { staffId, role } = input
  if (staffId === ctx.staffId) throw new Refusal('staff_own_access')
  const clinicIds = role === 'chain_manager' ? [] : [...new Set(input.clinicIds)].toSorted()
  await inChain(ctx, async (tx) => {
    // Before the person's own row: whoever changes managers locks them in the same order.
    const isOneLeft = await hasAnotherManager(tx, ctx.chainId, staffId)
    const before = await lockStaffMember(tx, ctx.chainId, staffId)
    if (!before) throw new Refusal('not_found')
    if (before.active && before.role === 'chain_manager' && role !== 'chain_manager' && !isOneLeft) {
      throw new Refusal('staff_last_manager', {}, 'role')
    }
    await requireOwnClinics(tx, ctx, clinicIds)
    await updateStaffAccess(tx, ctx.chainId, staffId, { role, clinicIds })
    await endSessionsOf(tx, staffId)
    await recordAudit(tx, ctx, {
      action: 'staff.change_access',
      entityId: staffId,
      before: { role: before.role, clinicIds: before.clinicIds },
      after: { role, clinicIds },
    })
  })
}
