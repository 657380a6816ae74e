import { eq, lt, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import type { SignInMethod } from '#db/schema/staff.ts'
import { sessions, staff } from '#db/schema/staff.ts'
import type { ApplicationStatus } from '#lib/core/application-status.ts'
import type { StaffRole } from '#lib/core/permissions.ts'

// These run as meelespea_auth: at sign-in no chain is known yet.

export type SignedInStaff = {
  id: string
  name: string
  email: string
  role: StaffRole
  /** Null for an operator of the service, who belongs to no chain. */
  chain: {
    id: string
    name: string
    senderName: string
    zone: string
    /** In which it writes, in the order of every tab and table. */
    languages: string[]
    activated: boolean
    applicationStatus: ApplicationStatus | null
    /** Why the operator has paused its sending. */
    pauseReason: string | null
  } | null
  /** The clinics this person sees, by name; all of them for a chain manager. */
  clinics: { id: string; name: string; zone: string }[]
}

export type FoundSession = {
  sessionId: string
  /** How it was begun, or what its holder has shown since. */
  method: SignInMethod
  seenSecondsAgo: number
  staff: SignedInStaff
}

/** Wall-clock bounds of a session: since it was last used, and since it was begun. */
export type SessionTimes = { idleSeconds: number; absoluteSeconds: number }

/**
 * Who a session belongs to, with everything the frame of a page needs, in one query. Null when the session is unknown, was begun too
 * long ago, lay idle for too long, or the person was switched off: both bounds hold here, where every request passes.
 */
export async function findSignedInStaff(
  tx: Tx,
  tokenHash: string,
  { idleSeconds, absoluteSeconds }: SessionTimes,
): Promise<FoundSession | null> {
  const [row] = await prepared<SessionRow>(
    tx,
    sql`
    select session.id as "sessionId", session.method,
           extract(epoch from now() - session.updated_at)::int as "seenSecondsAgo",
           staff.id, staff.name, staff.email, staff.role,
           case when chain.id is not null then json_build_object(
             'id', chain.id, 'name', chain.name, 'senderName', chain.sender_name, 'zone', chain.zone, 'languages', chain.languages,
             'activated', chain.activated_at is not null, 'pauseReason', chain.pause_reason,
             'applicationStatus', (select a.status from applications a where a.chain_id = chain.id)) end as chain,
           coalesce((
             select json_agg(json_build_object('id', clinic.id, 'name', clinic.name, 'zone', clinic.zone) order by clinic.name)
             from clinics clinic
             where clinic.chain_id = staff.chain_id
               and (staff.role = 'chain_manager' or exists (
                 select from staff_clinics own
                 where own.chain_id = staff.chain_id and own.staff_id = staff.id and own.clinic_id = clinic.id))
           ), '[]') as clinics
    from sessions session
    join staff on staff.id = session.staff_id and staff.active
    left join chains chain on chain.id = staff.chain_id
    where session.token = ${tokenHash}
      and session.expires_at > now()
      and session.created_at > now() - make_interval(secs => ${absoluteSeconds}::int)
      and session.updated_at > now() - make_interval(secs => ${idleSeconds}::int)`,
  )
  if (!row) return null
  const { sessionId, method, seenSecondsAgo, ...person } = row
  return { sessionId, method, seenSecondsAgo, staff: person }
}

type SessionRow = SignedInStaff & Omit<FoundSession, 'staff'>

/** Notes that the session is in use; what idleness is counted from. */
export async function touchSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.update(sessions).set({ updatedAt: sql`now()` }).where(eq(sessions.id, sessionId))
}

/** What the holder of a session has shown of themselves since it was begun, or no longer can. */
export async function saveSessionMethod(tx: Tx, sessionId: string, method: SignInMethod): Promise<void> {
  await tx.update(sessions).set({ method }).where(eq(sessions.id, sessionId))
}

/** Keeps the choice of language for the next sign-in, on whatever computer that is. */
export async function saveStaffLocale(tx: Tx, staffId: string, locale: 'et' | 'en' | 'ru'): Promise<void> {
  await tx.update(staff).set({ locale, updatedAt: sql`now()` }).where(eq(staff.id, staffId))
}

export async function deleteExpiredSessions(tx: Tx): Promise<void> {
  await tx.delete(sessions).where(lt(sessions.expiresAt, sql`now()`))
}
