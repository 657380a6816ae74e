import 'server-only'
import { forbidden, redirect } from 'next/navigation'

import type { Permission } from '#lib/core/permissions.ts'
import { may } from '#lib/core/permissions.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { requestOrigin } from '#lib/web/request-origin.ts'
import { currentPath } from '#lib/web/require-staff.ts'

/**
 * The guard of the operator's pages: who runs the service belongs to no chain, and works outside of all of them (asOperator). What
 * belongs to a chain is guarded by requireStaff.
 */
export async function requireOperator(permission: Permission): Promise<OperatorCtx> {
  const admitted = await admitOperator(permission)
  if (admitted === 'signed_out') redirect(`/sign-in?next=${encodeURIComponent(await currentPath())}`)
  if (admitted === 'forbidden') forbidden()
  return admitted
}

/** The same question with an answer instead of a page, for actions. */
export async function admitOperator(permission: Permission): Promise<OperatorCtx | 'signed_out' | 'forbidden'> {
  const staff = await currentStaff()
  if (!staff) return 'signed_out'
  if (staff.role !== 'operator' || !may(staff.role, permission)) return 'forbidden'
  return { staffId: staff.id, now: new Date(), origin: await requestOrigin() }
}
