import { asc } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { chains } from '#db/schema/chains.ts'

const MANY = 20

/** For scripts, which name a chain as people do: its id, or the names of those there are. */
export async function chainNamed(tx: Tx, name: string): Promise<{ id: string | undefined; others: string[] }> {
  const rows = await tx.select({ id: chains.id, name: chains.name }).from(chains).orderBy(asc(chains.createdAt))
  return {
    id: rows.find((chain) => chain.name === name)?.id,
    others: rows.slice(0, MANY).map((chain) => chain.name),
  }
}
