import type { SQL } from 'drizzle-orm'
import { and, asc, eq, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { staffClinics } from '#db/schema/chains.ts'
import { sessions, staff } from '#db/schema/staff.ts'
import type { StaffRole } from '#lib/core/permissions.ts'

/** Somebody who works in the chain, as its manager sees them. */
export type StaffMember = {
  id: string
  name: string
  email: string
  role: StaffRole
  active: boolean
  locale: 'et' | 'en' | 'ru'
  lastSignInAt: Date | null
  /** Ids of the clinics they see; empty for a chain manager, who sees all. */
  clinicIds: string[]
}

export const STAFF_PER_PAGE = 50

/**
 * One page of the people of a chain, those who are active first, by name; `after` is the id of the last one seen. One row more than
 * the limit tells that there is another page.
 */
export function listStaff(
  tx: Tx,
  chainId: string,
  { after, limit = STAFF_PER_PAGE }: { after?: string | undefined; limit?: number } = {},
): Promise<StaffMember[]> {
  const beyond =
    after === undefined
      ? undefined
      : sql`(not ${staff.active}, ${staff.name}, ${staff.id}) > (
          select not last.active, last.name, last.id from staff last where last.chain_id = ${chainId} and last.id = ${after})`
  return members(tx, chainId, beyond)
    .orderBy(sql`not ${staff.active}`, asc(staff.name), asc(staff.id))
    .limit(limit + 1)
}

export async function findStaffMember(tx: Tx, chainId: string, staffId: string): Promise<StaffMember | null> {
  const [row] = await members(tx, chainId, eq(staff.id, staffId))
  return row ?? null
}

/** As `findStaffMember`, and nobody else changes them until the transaction ends. */
export async function lockStaffMember(tx: Tx, chainId: string, staffId: string): Promise<StaffMember | null> {
  await tx.execute(sql`select from staff where chain_id = ${chainId} and id = ${staffId} for update`)
  return findStaffMember(tx, chainId, staffId)
}

function members(tx: Tx, chainId: string, which: SQL | undefined) {
  return tx
    .select({
      id: staff.id,
      name: staff.name,
      email: staff.email,
      role: staff.role,
      active: staff.active,
      locale: staff.locale,
      lastSignInAt: staff.lastSignInAt,
      clinicIds: sql<string[]>`array(select own.clinic_id::text from staff_clinics own
        where own.chain_id = ${chainId} and own.staff_id = ${staff.id} order by 1)`,
    })
    .from(staff)
    .where(and(eq(staff.chainId, chainId), which))
    .$dynamic()
}

/**
 * Whether an active chain manager other than this one is left. Managers are locked in one order, so of two who demote each other at the
 * same moment the second waits, and then sees what the first has done.
 */
export async function hasAnotherManager(tx: Tx, chainId: string, staffId: string): Promise<boolean> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from staff where chain_id = ${chainId} and role = 'chain_manager' and active order by id for update`)
  return rows.some(({ id }) => id !== staffId)
}

export async function updateStaffAccess(
  tx: Tx,
  chainId: string,
  staffId: string,
  { role, clinicIds }: { role: StaffRole; clinicIds: string[] },
): Promise<void> {
  const whose = and(eq(staffClinics.chainId, chainId), eq(staffClinics.staffId, staffId))
  await tx
    .update(staff)
    .set({ role, updatedAt: sql`now()` })
    .where(and(eq(staff.chainId, chainId), eq(staff.id, staffId)))
  await tx.delete(staffClinics).where(whose)
  if (clinicIds.length > 0) {
    await tx.insert(staffClinics).values(clinicIds.map((clinicId) => ({ chainId, staffId, clinicId })))
  }
}

/** Only from the other state: a second click changes nothing. */
export async function setStaffActive(tx: Tx, chainId: string, staffId: string, active: boolean): Promise<boolean> {
  const rows = await tx
    .update(staff)
    .set({ active, updatedAt: sql`now()` })
    .where(and(eq(staff.chainId, chainId), eq(staff.id, staffId), eq(staff.active, !active)))
    .returning({ id: staff.id })
  return rows.length > 0
}

/** Whether somebody was switched off or has another role by now. Whom the chain does not see runs the service, and lost nothing. */
export async function hasLostRole(tx: Tx, staffId: string, role: StaffRole): Promise<boolean> {
  const rows = await tx.execute(
    sql`select 1 from staff where id = ${staffId} and (not active or role not in (${role}, 'operator'))`,
  )
  return rows.length > 0
}

/** Signs somebody out everywhere; for the chain they belong to. */
export async function endSessionsOf(tx: Tx, staffId: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.staffId, staffId))
}

/** Writes somebody who has accepted an invitation; null when the address has an account, of whatever chain. Runs as meelespea_auth. */
export async function insertStaff(
  tx: Tx,
  person: { chainId: string; name: string; email: string; role: StaffRole; locale: 'et' | 'en' | 'ru' },
): Promise<string | null> {
  const [row] = await tx
    .insert(staff)
    .values({ ...person, emailVerified: true })
    .onConflictDoNothing({ target: staff.email })
    .returning({ id: staff.id })
  return row?.id ?? null
}

export async function insertStaffClinics(
  tx: Tx,
  chainId: string,
  staffId: string,
  clinicIds: readonly string[],
): Promise<void> {
  // A clinic that was closed since the invitation is passed over.
  await tx.execute(sql`
    insert into staff_clinics (chain_id, staff_id, clinic_id)
    select chain_id, ${staffId}, id from clinics
    where chain_id = ${chainId} and id = any(${sql.param([...clinicIds])}::uuid[])`)
}

export function countStaff(tx: Tx, chainId: string): Promise<number> {
  return tx.$count(staff, eq(staff.chainId, chainId))
}

/** Whether the chain itself has somebody with this address; nothing is said of other chains. */
export async function hasStaffWithEmail(tx: Tx, chainId: string, email: string): Promise<boolean> {
  return (await tx.$count(staff, and(eq(staff.chainId, chainId), eq(staff.email, email)))) > 0
}
