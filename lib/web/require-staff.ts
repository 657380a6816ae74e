import 'server-only'
import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'

import type { SignedInStaff } from '#db/queries/sessions.ts'
import { readLocale } from '#i18n/current-locale.ts'
import type { Permission } from '#lib/core/permissions.ts'
import { may, seesWholeChain } from '#lib/core/permissions.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { logRefused } from '#lib/web/log-refused.ts'
import { PATH_HEADER } from '#lib/web/proxy-headers.ts'
import { requestOrigin } from '#lib/web/request-origin.ts'

/**
 * The guard of every page and route: who is it, and may they. Signed out leads to the sign-in page and back; a role without the
 * permission meets the forbidden page (403).
 */
export async function requireStaff(permission: Permission): Promise<Ctx> {
  const admitted = await admit(permission)
  if (admitted === 'signed_out') redirect(`/sign-in?next=${encodeURIComponent(await currentPath())}`)
  if (admitted === 'forbidden') forbidden()
  return admitted
}

export type NotAdmitted = 'signed_out' | 'forbidden' | 'second_step_missing'

/** The same question with an answer instead of a page, for actions: what was typed must not be lost to a redirect. */
export async function admit(permission: Permission): Promise<Ctx | 'signed_out' | 'forbidden'> {
  const staff = await currentStaff()
  if (!staff) return 'signed_out'
  if (!staff.chain || !may(staff.role, permission)) {
    await logRefused(permission, { staffId: staff.id, chainId: staff.chain?.id, role: staff.role })
    return 'forbidden'
  }
  return contextOf(staff, staff.chain.id)
}

async function contextOf(staff: SignedInStaff, chainId: string): Promise<Ctx> {
  return {
    chainId,
    staffId: staff.id,
    role: staff.role,
    clinicIds: seesWholeChain(staff.role) ? 'all' : staff.clinics.map((clinic) => clinic.id),
    locale: await readLocale(),
    now: new Date(),
    origin: await requestOrigin(),
  }
}

export async function currentPath(): Promise<string> {
  return (await headers()).get(PATH_HEADER) ?? '/'
}
