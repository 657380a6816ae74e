import { and, eq, isNull, lt, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { passkeys, recoveryCodes, totpSecrets } from '#db/schema/staff.ts'

// What a person signs in with beside the password; as meelespea_auth.

export type TotpSecret = typeof totpSecrets.$inferSelect
export type Passkey = typeof passkeys.$inferSelect

/** Null where no app is set up; one that is not confirmed counts for nothing yet. */
export async function findTotpSecret(tx: Tx, staffId: string): Promise<TotpSecret | null> {
  const [row] = await tx.select().from(totpSecrets).where(eq(totpSecrets.staffId, staffId))
  return row ?? null
}

/** A secret that waits to be confirmed; in the place of another such one, never of one that is in use. */
export async function offerTotpSecret(tx: Tx, staffId: string, sealedSecret: string): Promise<void> {
  await tx
    .insert(totpSecrets)
    .values({ staffId, sealedSecret })
    .onConflictDoUpdate({
      target: totpSecrets.staffId,
      set: { sealedSecret },
      setWhere: isNull(totpSecrets.confirmedAt),
    })
}

export async function confirmTotpSecret(tx: Tx, staffId: string, step: number): Promise<boolean> {
  const rows = await tx
    .update(totpSecrets)
    .set({ confirmedAt: sql`now()`, lastStep: step })
    .where(and(eq(totpSecrets.staffId, staffId), isNull(totpSecrets.confirmedAt)))
    .returning({ staffId: totpSecrets.staffId })
  return rows.length > 0
}

/** Uses a step up: of two who typed the same code at once, one gets in. */
export async function spendTotpStep(tx: Tx, staffId: string, step: number): Promise<boolean> {
  const rows = await tx
    .update(totpSecrets)
    .set({ lastStep: step })
    .where(and(eq(totpSecrets.staffId, staffId), lt(totpSecrets.lastStep, step)))
    .returning({ staffId: totpSecrets.staffId })
  return rows.length > 0
}

export async function deleteTotp(tx: Tx, staffId: string): Promise<boolean> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.staffId, staffId))
  const rows = await tx
    .delete(totpSecrets)
    .where(eq(totpSecrets.staffId, staffId))
    .returning({ at: totpSecrets.confirmedAt })
  return rows.length > 0
}

/** New codes in the place of all earlier ones. */
export async function replaceRecoveryCodes(tx: Tx, staffId: string, hashes: string[]): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.staffId, staffId))
  await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ staffId, codeHash })))
}

/** Uses a code up; a second use of it finds none. */
export async function spendRecoveryCode(tx: Tx, staffId: string, codeHash: string): Promise<boolean> {
  const rows = await tx
    .update(recoveryCodes)
    .set({ usedAt: sql`now()` })
    .where(and(eq(recoveryCodes.staffId, staffId), eq(recoveryCodes.codeHash, codeHash), isNull(recoveryCodes.usedAt)))
    .returning({ staffId: recoveryCodes.staffId })
  return rows.length > 0
}

export async function countRecoveryCodesLeft(tx: Tx, staffId: string): Promise<number> {
  return tx.$count(recoveryCodes, and(eq(recoveryCodes.staffId, staffId), isNull(recoveryCodes.usedAt)))
}

export function listPasskeys(tx: Tx, staffId: string): Promise<Passkey[]> {
  return tx.select().from(passkeys).where(eq(passkeys.staffId, staffId)).orderBy(passkeys.id)
}

export async function findPasskey(tx: Tx, credentialId: string): Promise<Passkey | null> {
  const [row] = await tx.select().from(passkeys).where(eq(passkeys.credentialId, credentialId))
  return row ?? null
}

export async function insertPasskey(tx: Tx, passkey: typeof passkeys.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(passkeys).values(passkey).onConflictDoNothing().returning({ id: passkeys.id })
  return rows.length > 0
}

export async function notePasskeyUse(tx: Tx, id: string, counter: number): Promise<void> {
  await tx.update(passkeys).set({ counter, lastUsedAt: sql`now()` }).where(eq(passkeys.id, id))
}

export async function deletePasskey(tx: Tx, staffId: string, id: string): Promise<string | null> {
  const [row] = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.staffId, staffId), eq(passkeys.id, id)))
    .returning({ name: passkeys.name })
  return row?.name ?? null
}
