import { and, desc, eq, isNull, sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { How } from '#db/schema/patients.ts'
import { consentPolicies, consents } from '#db/schema/patients.ts'
import type { ConsentPurpose } from '#lib/core/consent.ts'

export type Consent = typeof consents.$inferSelect
export type ConsentPolicy = typeof consentPolicies.$inferSelect

const MOST_POLICIES = 200

/** Writes a yes down for each purpose that has none in force for the channel; those that have keep their first evidence. */
export async function insertConsents(
  tx: Tx,
  values: Omit<typeof consents.$inferInsert, 'purpose'>,
  purposes: readonly ConsentPurpose[],
): Promise<Consent[]> {
  return tx
    .insert(consents)
    .values(purposes.map((purpose) => ({ ...values, purpose })))
    .onConflictDoNothing()
    .returning()
}

/** Ends a consent that is in force; the row stays as evidence. Null when there is none of that patient. */
export async function withdrawConsentRow(
  tx: Tx,
  chainId: string,
  { patientId, consentId }: { patientId: string; consentId: string },
  { by, how }: { by: string | null; how: How },
): Promise<Consent | null> {
  const [row] = await tx
    .update(consents)
    .set({ withdrawnAt: sql`now()`, withdrawnSource: 'staff', withdrawnBy: by, withdrawnHow: how })
    .where(
      and(
        eq(consents.chainId, chainId),
        eq(consents.id, consentId),
        eq(consents.patientId, patientId),
        isNull(consents.withdrawnAt),
      ),
    )
    .returning()
  return row ?? null
}

/** All versions of what the chain shows, the newest first, each in its languages. */
export async function listConsentPolicies(tx: Tx, chainId: string): Promise<ConsentPolicy[]> {
  return tx
    .select()
    .from(consentPolicies)
    .where(eq(consentPolicies.chainId, chainId))
    .orderBy(desc(consentPolicies.version), consentPolicies.language)
    .limit(MOST_POLICIES)
}

export async function findConsentPolicy(
  tx: Tx,
  chainId: string,
  version: number,
  language: string,
): Promise<ConsentPolicy | null> {
  const [row] = await tx
    .select()
    .from(consentPolicies)
    .where(
      and(
        eq(consentPolicies.chainId, chainId),
        eq(consentPolicies.version, version),
        eq(consentPolicies.language, language),
      ),
    )
  return row ?? null
}

/** Adds a version whole. @throws the unique violation of whoever was second with the same number */
export async function insertConsentPolicy(
  tx: Tx,
  policy: { chainId: string; version: number; savedBy: string | null },
  texts: readonly { language: string; body: string }[],
): Promise<void> {
  await tx.insert(consentPolicies).values(texts.map((text) => ({ ...policy, ...text })))
}

/** The newest version's number, 0 where there is none yet; holds off whoever would write the next one at the same time. */
export async function lockConsentPolicy(tx: Tx, chainId: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`consent policy ${chainId}`}, 0))`)
  const [row] = await tx.execute<{ version: number }>(
    sql`select coalesce(max(version), 0) as version from consent_policies where chain_id = ${chainId}`,
  )
  return row?.version ?? 0
}

/** Names of the chain's people who wrote something down. */
export async function staffNames(
  tx: Tx,
  chainId: string,
  staffIds: readonly (string | null)[],
): Promise<Map<string, string>> {
  const ids = [...new Set(staffIds.filter((id) => id !== null))]
  if (ids.length === 0) return new Map()
  const rows = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from staff where chain_id = ${chainId} and id = any(${arrayLiteral(ids)}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
