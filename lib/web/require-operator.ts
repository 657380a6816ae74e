import 'server-only'
import { forbidden, redirect } from 'next/navigation'

import type { Permission } from '#lib/core/permissions.ts'
import { may } from '#lib/core/permissions.ts'
import { currentStaff } from '#lib/web/current-staff.ts'

export type OperatorCtx = { staffId: string; now: Date }

/**
 * The guard of the operator's pages: who runs the service belongs to no chain, and works outside of all of them (asOperator). What
 * belongs to a chain is guarded by requireStaff.
 */
export async function requireOperator(permission: Permission): Promise<OperatorCtx> {
  const staff = await currentStaff()
  if (!staff) redirect('/sign-in?next=/providers')
  if (staff.role !== 'operator' || !may(staff.role, permission)) forbidden()
  return { staffId: staff.id, now: new Date() }
}
