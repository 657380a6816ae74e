import { and, asc, eq } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { audiences } from '#db/schema/campaigns.ts'
import { Audience } from '#lib/core/audience.ts'

export type SavedAudience = { id: string; name: string; audience: Audience }

const MOST_SAVED_AUDIENCES = 200

/** By name. One that was saved before its filter changed shape reads with what today's shape fills in. */
export async function listAudiences(tx: Tx, chainId: string): Promise<SavedAudience[]> {
  const rows = await tx
    .select({ id: audiences.id, name: audiences.name, filter: audiences.filter })
    .from(audiences)
    .where(eq(audiences.chainId, chainId))
    .orderBy(asc(audiences.name))
    .limit(MOST_SAVED_AUDIENCES)
  return rows.map(({ id, name, filter }) => ({ id, name, audience: Audience.parse(filter) }))
}

/** The same name again replaces the filter behind it. */
export async function upsertAudience(
  tx: Tx,
  chainId: string,
  { name, audience, staffId }: { name: string; audience: Audience; staffId: string | null },
): Promise<string> {
  const [row] = await tx
    .insert(audiences)
    .values({ chainId, name, filter: audience, createdBy: staffId })
    .onConflictDoUpdate({ target: [audiences.chainId, audiences.name], set: { filter: audience } })
    .returning({ id: audiences.id })
  if (!row) throw new Error('the audience was not written')
  return row.id
}

export async function deleteAudienceRow(tx: Tx, chainId: string, audienceId: string): Promise<boolean> {
  const rows = await tx
    .delete(audiences)
    .where(and(eq(audiences.chainId, chainId), eq(audiences.id, audienceId)))
    .returning({ id: audiences.id })
  return rows.length > 0
}
