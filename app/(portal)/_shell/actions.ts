'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'

import { CLINIC_COOKIE } from '#lib/web/chosen-clinic.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { sameOriginPath } from '#lib/web/same-origin-path.ts'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** The clinic that lists show at first; any other value means all. It gives no right: lists check their own. */
export async function chooseClinicAction(form: FormData): Promise<void> {
  const staff = await currentStaff()
  const clinic = staff?.clinics.find(({ id }) => id === form.get('clinic'))
  const jar = await cookies()
  if (clinic) jar.set(CLINIC_COOKIE, clinic.id, { path: '/', sameSite: 'lax', httpOnly: true, maxAge: YEAR_SECONDS })
  else jar.delete(CLINIC_COOKIE)
  redirect(sameOriginPath(form.get('path')))
}
