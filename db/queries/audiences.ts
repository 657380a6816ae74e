import type { SQL } from 'drizzle-orm'
import { and, arrayContained, arrayOverlaps, asc, eq, isNotNull, isNull, or } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { audiences } from '#db/schema/campaigns.ts'
import { Audience } from '#lib/core/audience.ts'

export type SavedAudience = { id: string; name: string; audience: Audience }

const MOST_SAVED_AUDIENCES = 200

/** Of the whole chain and of one's own clinics, by name. One saved before its filter changed shape reads with what today's fills in. */
export async function listAudiences(tx: Tx, { chainId, clinicIds }: ClinicScope): Promise<SavedAudience[]> {
  const rows = await tx
    .select({ id: audiences.id, name: audiences.name, filter: audiences.filter })
    .from(audiences)
    .where(and(eq(audiences.chainId, chainId), clinicIds === 'all' ? undefined : seenFrom(clinicIds)))
    .orderBy(asc(audiences.name))
    .limit(MOST_SAVED_AUDIENCES)
  return rows.map(({ id, name, filter }) => ({ id, name, audience: Audience.parse(filter) }))
}

/** The same name again replaces the filter behind it, for those whose clinics it was saved for; null for all others. */
export async function upsertAudience(
  tx: Tx,
  chainId: string,
  {
    name,
    audience,
    clinicIds,
    staffId,
  }: { name: string; audience: Audience; clinicIds: string[] | null; staffId: string | null },
): Promise<string | null> {
  const [added] = await tx
    .insert(audiences)
    .values({ chainId, name, filter: audience, clinicIds, createdBy: staffId })
    .onConflictDoNothing({ target: [audiences.chainId, audiences.name] })
    .returning({ id: audiences.id })
  if (added) return added.id
  const isOwn =
    clinicIds === null ? undefined : and(isNotNull(audiences.clinicIds), arrayContained(audiences.clinicIds, clinicIds))
  const [row] = await tx
    .update(audiences)
    .set({ filter: audience })
    .where(and(eq(audiences.chainId, chainId), eq(audiences.name, name), isOwn))
    .returning({ id: audiences.id })
  return row?.id ?? null
}

function seenFrom(clinicIds: string[]): SQL | undefined {
  return or(isNull(audiences.clinicIds), arrayOverlaps(audiences.clinicIds, clinicIds))
}
