import { eq, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { chains, clinics, staffClinics } from '#db/schema/chains.ts'
import { authAccounts, staff } from '#db/schema/staff.ts'
import type { StaffRole } from '#lib/core/permissions.ts'

type Person = {
  name: string
  email: string
  role: StaffRole
  clinics?: readonly string[]
  locale?: 'et' | 'en' | 'ru'
}

/** Makes a chain with its clinics, not yet activated; safe to repeat. For the role of the worker. @returns the chain's id */
export async function insertDemoChain(
  tx: Tx,
  {
    name,
    senderName,
    clinics: places,
  }: { name: string; senderName: string; clinics: readonly { name: string; phone: string }[] },
): Promise<string> {
  await tx
    .insert(chains)
    .values({ name, senderName, languages: ['et', 'ru', 'en'] })
    .onConflictDoNothing()
  const [chain] = await tx.select({ id: chains.id }).from(chains).where(eq(chains.name, name))
  if (!chain) throw new Error('the demo chain was not made')
  const { id: chainId } = chain
  await tx
    .insert(clinics)
    .values(places.map((place) => ({ chainId, ...place })))
    .onConflictDoNothing()
  return chainId
}

/** Adds people who sign in with one password; safe to repeat. For the role that signs people in. */
export async function insertDemoStaff(
  tx: Tx,
  chainId: string,
  people: readonly Person[],
  passwordHash: string,
): Promise<void> {
  const rows = people.map(({ name, email, role, locale = 'et' }) => ({
    ...{ name, email, role, locale, emailVerified: true },
    chainId: role === 'operator' ? null : chainId,
  }))
  const made = await tx.insert(staff).values(rows).onConflictDoNothing().returning({ id: staff.id, email: staff.email })
  if (made.length === 0) return
  await tx
    .insert(authAccounts)
    .values(made.map(({ id }) => ({ staffId: id, accountId: id, providerId: 'credential', password: passwordHash })))

  const clinicIds = await clinicIdsByName(tx, chainId)
  const staffIds = new Map(made.map(({ id, email }) => [email, id]))
  const places = people.flatMap(({ email, clinics: names = [] }) =>
    names.flatMap((name) => {
      const [staffId, clinicId] = [staffIds.get(email), clinicIds.get(name)]
      return staffId && clinicId ? [{ chainId, staffId, clinicId }] : []
    }),
  )
  if (places.length > 0) await tx.insert(staffClinics).values(places)
}

/** For the role that signs people in. */
export async function findDemoStaffId(tx: Tx, email: string): Promise<string | undefined> {
  const [person] = await tx.select({ id: staff.id }).from(staff).where(eq(staff.email, email))
  return person?.id
}

/** Activates a chain without an application: for benches. For the role of the worker. */
export async function activateDemoChain(tx: Tx, chainId: string): Promise<void> {
  await tx.update(chains).set({ activatedAt: sql`now()` }).where(eq(chains.id, chainId))
}

async function clinicIdsByName(tx: Tx, chainId: string): Promise<Map<string, string>> {
  const rows = await tx.select({ id: clinics.id, name: clinics.name }).from(clinics).where(eq(clinics.chainId, chainId))
  return new Map(rows.map(({ id, name }) => [name, id]))
}
