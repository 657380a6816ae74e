import { and, asc, eq, inArray, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { clinics } from '#db/schema/chains.ts'

export type Clinic = typeof clinics.$inferSelect

export async function listClinics(tx: Tx, chainId: string): Promise<Clinic[]> {
  return tx.select().from(clinics).where(eq(clinics.chainId, chainId)).orderBy(asc(clinics.name))
}

export async function findClinic(tx: Tx, chainId: string, clinicId: string): Promise<Clinic | null> {
  const [row] = await tx
    .select()
    .from(clinics)
    .where(and(eq(clinics.chainId, chainId), eq(clinics.id, clinicId)))
    .limit(1)
  return row ?? null
}

/** Null when the chain has a clinic of that name already. */
/** Whether every one of these is a clinic of the chain. */
export async function areClinicsOf(tx: Tx, chainId: string, clinicIds: readonly string[]): Promise<boolean> {
  const wanted = new Set(clinicIds)
  const found = await tx.$count(clinics, and(eq(clinics.chainId, chainId), inArray(clinics.id, [...wanted])))
  return found === wanted.size
}

export async function insertClinic(tx: Tx, clinic: typeof clinics.$inferInsert): Promise<Clinic | null> {
  const [row] = await tx.insert(clinics).values(clinic).onConflictDoNothing().returning()
  return row ?? null
}

export type ClinicChange = Pick<Clinic, 'name' | 'phone' | 'zone' | 'opensAt' | 'closesAt' | 'defaultLanguage'>

export async function updateClinic(
  tx: Tx,
  chainId: string,
  clinicId: string,
  set: ClinicChange,
): Promise<Clinic | null> {
  const [row] = await tx
    .update(clinics)
    .set(set)
    .where(and(eq(clinics.chainId, chainId), eq(clinics.id, clinicId)))
    .returning()
  return row ?? null
}

export async function nameTaken(tx: Tx, chainId: string, name: string, exceptId: string | null): Promise<boolean> {
  const rows = await tx
    .select({ id: clinics.id })
    .from(clinics)
    .where(
      and(
        eq(clinics.chainId, chainId),
        eq(clinics.name, name),
        exceptId ? sql`${clinics.id} <> ${exceptId}` : undefined,
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** The database computes every instant, so it has the word on which zones there are. */
export async function zoneExists(tx: Tx, zone: string): Promise<boolean> {
  const rows = await tx.execute(sql`select 1 from pg_timezone_names where name = ${zone}`)
  return rows.length > 0
}

/** Clinics that nobody belongs to yet. */
export async function deleteClinics(tx: Tx, chainId: string, clinicIds: string[]): Promise<void> {
  if (clinicIds.length === 0) return
  await tx.delete(clinics).where(and(eq(clinics.chainId, chainId), inArray(clinics.id, clinicIds)))
}
