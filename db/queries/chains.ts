import { eq, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { ask, statements } from '#db/kept-statements.ts'
import { chains } from '#db/schema/chains.ts'

export type Chain = typeof chains.$inferSelect

export async function findChain(tx: Tx, chainId: string): Promise<Chain | null> {
  const [row] = await ask(tx, CHAIN, { chainId })
  return row ?? null
}

const CHAIN = statements
  .select()
  .from(chains)
  .where(eq(chains.id, sql.placeholder('chainId')))
  .limit(1)
  .prepare('chain')

export async function updateChainLanguages(
  tx: Tx,
  chainId: string,
  languages: string[],
  defaultLanguage: string,
): Promise<Chain | null> {
  const [row] = await tx.update(chains).set({ languages, defaultLanguage }).where(eq(chains.id, chainId)).returning()
  return row ?? null
}

export async function updateLowBalance(tx: Tx, chainId: string, lowBalanceMicro: number): Promise<Chain | null> {
  const [row] = await tx.update(chains).set({ lowBalanceMicro }).where(eq(chains.id, chainId)).returning()
  return row ?? null
}

export async function updateReserveDays(tx: Tx, chainId: string, reserveDays: number): Promise<void> {
  await tx.update(chains).set({ reserveDays }).where(eq(chains.id, chainId))
}

/** From where on a send needs a second person; null: never. */
export async function updateApprovalLimit(
  tx: Tx,
  chainId: string,
  limit: Pick<Chain, 'approvalPeople' | 'approvalMicro'>,
): Promise<void> {
  await tx.update(chains).set(limit).where(eq(chains.id, chainId))
}
