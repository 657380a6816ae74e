import type { StaffRole } from '#lib/core/permissions.ts'

export type Locale = 'et' | 'en' | 'ru'

/** Who acts, for which chain, seeing which clinics. Every verb gets one; it is made by requireStaff or by a worker, never by a form. */
export type Ctx = {
  chainId: string
  /** Null when nobody signed in acts: a job, or a script of the operator. */
  staffId: string | null
  role: StaffRole
  /** Clinics that this person sees and acts for. */
  clinicIds: string[] | 'all'
  locale: Locale
  /** The instant the request or job began. Rules about time take it from here; stored instants are the database's own. */
  now: Date
  /** From where the request came; none for jobs, scripts and patients' links. */
  origin?: Origin
}

/** The address and the device of a request, as the audit log keeps them. */
export type Origin = { address: string | null; device: string | null }

/** Who runs the service: of no chain, so a verb is told which chain it is about. */
export type OperatorCtx = { staffId: string; now: Date; origin?: Origin }

/** The context of a job or a script that acts for a whole chain. */
export function chainCtx(chainId: string, now: Date = new Date()): Ctx {
  return { chainId, staffId: null, role: 'chain_manager', clinicIds: 'all', locale: 'et', now }
}
