import 'server-only'
import { forbidden, redirect } from 'next/navigation'

import type { Permission } from '#lib/core/permissions.ts'
import { may } from '#lib/core/permissions.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'
import { currentSession } from '#lib/web/current-staff.ts'
import { logRefused } from '#lib/web/log-refused.ts'
import { requestOrigin } from '#lib/web/request-origin.ts'
import type { NotAdmitted } from '#lib/web/require-staff.ts'
import { currentPath } from '#lib/web/require-staff.ts'

/**
 * The guard of the operator's pages: who runs the service belongs to no chain, and works outside of all of them (asOperator). What
 * belongs to a chain is guarded by requireStaff.
 */
export async function requireOperator(permission: Permission): Promise<OperatorCtx> {
  const admitted = await admitOperator(permission)
  if (admitted === 'signed_out') redirect(`/sign-in?next=${encodeURIComponent(await currentPath())}`)
  if (admitted === 'second_step_missing') redirect('/account?second-step=missing')
  if (admitted === 'forbidden') forbidden()
  return admitted
}

/** The same question with an answer instead of a page, for actions. */
export async function admitOperator(permission: Permission): Promise<OperatorCtx | NotAdmitted> {
  const session = await currentSession()
  if (!session) return 'signed_out'
  const { staff, method } = session
  if (staff.role !== 'operator' || !may(staff.role, permission)) {
    await logRefused(permission, { staffId: staff.id, chainId: staff.chain?.id, role: staff.role })
    return 'forbidden'
  }
  // Whoever sees all chains shows more than a password.
  if (method === 'password' && env().OPERATOR_SECOND_STEP === 'required') return 'second_step_missing'
  return { staffId: staff.id, now: new Date(), origin: await requestOrigin() }
}
