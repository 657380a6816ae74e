import { asc, eq } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { chains } from '#db/schema/chains.ts'

// Across chains: for the operator's scripts, as the worker's role.

export async function listChainNames(tx: Tx, limit = 20): Promise<{ id: string; name: string }[]> {
  return tx.select({ id: chains.id, name: chains.name }).from(chains).orderBy(asc(chains.name)).limit(limit)
}

export async function findChainByName(tx: Tx, name: string): Promise<{ id: string } | null> {
  const [row] = await tx.select({ id: chains.id }).from(chains).where(eq(chains.name, name)).limit(1)
  return row ?? null
}

/** Null when there is a chain of that name already. */
export async function insertChain(
  tx: Tx,
  chain: { name: string; senderName: string; location: string; languages: string[] },
): Promise<{ id: string } | null> {
  const [row] = await tx.insert(chains).values(chain).onConflictDoNothing().returning({ id: chains.id })
  return row ?? null
}

/** A chain that has nothing yet. */
export async function deleteChain(tx: Tx, chainId: string): Promise<void> {
  await tx.delete(chains).where(eq(chains.id, chainId))
}
