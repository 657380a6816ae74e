import { and, desc, eq, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { invitations, staff } from '#db/schema/staff.ts'

export type Invitation = typeof invitations.$inferSelect

/** The newest first. */
export function listInvitations(tx: Tx, chainId: string): Promise<Invitation[]> {
  return tx.select().from(invitations).where(eq(invitations.chainId, chainId)).orderBy(desc(invitations.id))
}

/** Null when the address is invited already. */
export async function insertInvitation(
  tx: Tx,
  { days, ...invitation }: Omit<typeof invitations.$inferInsert, 'expiresAt'> & { days: number },
): Promise<string | null> {
  const [row] = await tx
    .insert(invitations)
    .values({ ...invitation, expiresAt: inDays(days) })
    .onConflictDoNothing({ target: [invitations.chainId, invitations.email] })
    .returning({ id: invitations.id })
  return row?.id ?? null
}

/** Another token in the place of the last one, which no longer works. Null when there is no such invitation. */
export async function renewInvitation(
  tx: Tx,
  chainId: string,
  invitationId: string,
  { tokenHash, days }: { tokenHash: string; days: number },
): Promise<Invitation | null> {
  const [row] = await tx
    .update(invitations)
    .set({ tokenHash, sentAt: sql`now()`, expiresAt: inDays(days) })
    .where(and(eq(invitations.chainId, chainId), eq(invitations.id, invitationId)))
    .returning()
  return row ?? null
}

export async function deleteInvitation(tx: Tx, chainId: string, invitationId: string): Promise<Invitation | null> {
  const [row] = await tx
    .delete(invitations)
    .where(and(eq(invitations.chainId, chainId), eq(invitations.id, invitationId)))
    .returning()
  return row ?? null
}

export type OpenInvitation = Invitation & { chainName: string; inviter: string }

/** What a link is an invitation to; null when it was used, withdrawn or is over. Runs as meelespea_auth, which knows no chain yet. */
export async function findInvitation(tx: Tx, tokenHash: string): Promise<OpenInvitation | null> {
  const [row] = await tx.execute<OpenInvitation>(sql`
    select i.chain_id as "chainId", i.id, i.email, i.name, i.role, i.locale, i.clinic_ids as "clinicIds",
      chain.name as "chainName", inviter.name as inviter
    from invitations i join chains chain on chain.id = i.chain_id join staff inviter on inviter.id = i.invited_by
    where i.token_hash = ${tokenHash} and i.expires_at > now()`)
  return row ?? null
}

/** Uses an invitation up; of any number who try, one gets it. */
export async function takeInvitation(tx: Tx, tokenHash: string): Promise<boolean> {
  const rows = await tx
    .delete(invitations)
    .where(and(eq(invitations.tokenHash, tokenHash), sql`${invitations.expiresAt} > now()`))
    .returning({ id: invitations.id })
  return rows.length > 0
}

export async function findStaffName(tx: Tx, chainId: string, staffId: string): Promise<string> {
  const [row] = await tx
    .select({ name: staff.name })
    .from(staff)
    .where(and(eq(staff.chainId, chainId), eq(staff.id, staffId)))
  return row?.name ?? ''
}

function inDays(days: number) {
  return sql`now() + make_interval(days => ${days}::int)`
}
