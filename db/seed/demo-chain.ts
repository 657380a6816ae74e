import { eq, sql } from 'drizzle-orm'

import type { Db, Tx } from '#db/client.ts'
import { chains, clinics, staffClinics } from '#db/schema/chains.ts'
import { authAccounts, staff } from '#db/schema/staff.ts'
import type { StaffRole } from '#lib/core/permissions.ts'

export type DemoPerson = {
  name: string
  email: string
  role: StaffRole
  clinics?: readonly string[]
  locale?: 'et' | 'en' | 'ru'
}

export type DemoChain = {
  name: string
  senderName: string
  clinics: readonly { name: string; phone: string }[]
  people: readonly DemoPerson[]
}

/** Whether the database has nobody's data yet, or a demo that was interrupted before its last step. */
export async function wantsDemo(db: Db): Promise<boolean> {
  const [row] = await db
    .select({
      wanted: sql<boolean>`count(*) = 0 or bool_or(${chains.activatedAt} is null and ${chains.name} = ${DEMO_NAME})`,
    })
    .from(chains)
  return row?.wanted ?? true
}

/** The one chain that carries this name is the demo. */
export const DEMO_NAME = 'Sinilille Hambaravi'

/** Makes the chain with its clinics and staff, not yet activated; safe to repeat. @returns the chain's id */
export async function insertDemoChain(db: Db, demo: DemoChain, passwordHash: string): Promise<string> {
  return db.transaction(async (tx) => {
    const [known] = await tx.select({ id: chains.id }).from(chains).where(eq(chains.name, demo.name))
    if (known) return known.id
    const [chain] = await tx
      .insert(chains)
      .values({ name: demo.name, senderName: demo.senderName, languages: ['et', 'ru', 'en'] })
      .returning({ id: chains.id })
    if (!chain) throw new Error('the insert of the demo chain returned no row')
    const clinicIds = await insertClinics(tx, chain.id, demo)
    for (const person of demo.people) await insertPerson(tx, chain.id, person, clinicIds, passwordHash)
    return chain.id
  })
}

/** The last step: from now on the demo counts as made. */
export async function activateDemoChain(db: Db, chainId: string): Promise<void> {
  await db.update(chains).set({ activatedAt: new Date() }).where(eq(chains.id, chainId))
}

/** E-mail addresses of everyone who may sign in, to say which sign-ins of the demo still exist. */
export async function activeStaffEmails(db: Db): Promise<Set<string>> {
  const rows = await db.select({ email: staff.email }).from(staff).where(eq(staff.active, true))
  return new Set(rows.map(({ email }) => email))
}

async function insertClinics(tx: Tx, chainId: string, demo: DemoChain): Promise<Map<string, string>> {
  const rows = await tx
    .insert(clinics)
    .values(demo.clinics.map((clinic) => ({ chainId, ...clinic })))
    .returning({ id: clinics.id, name: clinics.name })
  return new Map(rows.map(({ id, name }) => [name, id]))
}

async function insertPerson(
  tx: Tx,
  chainId: string,
  person: DemoPerson,
  clinicIds: Map<string, string>,
  passwordHash: string,
): Promise<void> {
  const { name, email, role, locale = 'et' } = person
  const [row] = await tx
    .insert(staff)
    .values({ name, email, role, locale, emailVerified: true, chainId: role === 'operator' ? null : chainId })
    .returning({ id: staff.id })
  if (!row) throw new Error('the insert of a demo person returned no row')
  await tx
    .insert(authAccounts)
    .values({ staffId: row.id, accountId: row.id, providerId: 'credential', password: passwordHash })
  const places = (person.clinics ?? []).flatMap((clinic) => clinicIds.get(clinic) ?? [])
  if (places.length > 0) {
    await tx.insert(staffClinics).values(places.map((clinicId) => ({ chainId, staffId: row.id, clinicId })))
  }
}
