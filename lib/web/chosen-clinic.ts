import 'server-only'
import { cookies } from 'next/headers'

import { currentStaff } from '#lib/web/current-staff.ts'

export const CLINIC_COOKIE = 'clinic'

/**
 * The clinic chosen in the top bar, or null for all that this person sees. It is what a list shows when its address names no clinic;
 * it takes no right away and gives none.
 */
export async function readChosenClinic(): Promise<string | null> {
  const chosen = (await cookies()).get(CLINIC_COOKIE)?.value
  const staff = await currentStaff()
  return staff?.clinics.find((clinic) => clinic.id === chosen)?.id ?? null
}
