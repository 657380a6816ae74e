import { and, eq } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { importChunks } from '#db/schema/imports.ts'

/** The largest piece that the table takes. */
export const MAX_CHUNK_BYTES = 1_048_576

export async function insertChunk(
  tx: Tx,
  chainId: string,
  importId: string,
  position: number,
  bytes: Uint8Array,
): Promise<void> {
  await tx.insert(importChunks).values({ chainId, importId, position, bytes })
}

export async function findChunk(
  tx: Tx,
  chainId: string,
  importId: string,
  position: number,
): Promise<Uint8Array | null> {
  const [row] = await tx
    .select({ bytes: importChunks.bytes })
    .from(importChunks)
    .where(
      and(eq(importChunks.chainId, chainId), eq(importChunks.importId, importId), eq(importChunks.position, position)),
    )
    .limit(1)
  return row?.bytes ?? null
}

export async function deleteChunks(tx: Tx, chainId: string, importId: string): Promise<void> {
  await tx.delete(importChunks).where(and(eq(importChunks.chainId, chainId), eq(importChunks.importId, importId)))
}
