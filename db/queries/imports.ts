import { and, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { imports } from '#db/schema/imports.ts'
import type { ImportStatus } from '#lib/core/import-status.ts'
import { importStatusesBefore } from '#lib/core/import-status.ts'

// Every function names the chain first and filters by it. Not found and not yours look the same.

export type Import = typeof imports.$inferSelect
export type NewImport = typeof imports.$inferInsert

export const IMPORTS_PER_PAGE = 50

export async function insertImport(tx: Tx, values: NewImport): Promise<Import> {
  const [row] = await tx.insert(imports).values(values).returning()
  if (!row) throw new Error('the insert returned no row')
  return row
}

export async function findImport(tx: Tx, chainId: string, importId: string): Promise<Import | null> {
  const [row] = await tx
    .select()
    .from(imports)
    .where(and(eq(imports.chainId, chainId), eq(imports.id, importId)))
    .limit(1)
  return row ?? null
}

/** Newest first, in pages; `before` is the id of the last row seen. One row more than a page tells that there is another. */
export async function listImports(
  tx: Tx,
  chainId: string,
  { before, limit = IMPORTS_PER_PAGE }: { before?: string | undefined; limit?: number } = {},
): Promise<Import[]> {
  return tx
    .select()
    .from(imports)
    .where(
      and(eq(imports.chainId, chainId), ne(imports.status, 'uploading'), before ? lt(imports.id, before) : undefined),
    )
    .orderBy(desc(imports.id))
    .limit(limit + 1)
}

/** The same file, begun by the same means and not finished: a run of it was interrupted. */
export async function findInterruptedImport(
  tx: Tx,
  chainId: string,
  file: Pick<Import, 'kind' | 'source' | 'asOf' | 'confirmed'> & { sha256: string },
): Promise<Import | null> {
  const [row] = await tx
    .select()
    .from(imports)
    .where(
      and(
        eq(imports.chainId, chainId),
        eq(imports.kind, file.kind),
        eq(imports.source, file.source),
        eq(imports.sha256, file.sha256),
        eq(imports.confirmed, file.confirmed),
        sql`${imports.asOf} is not distinct from ${file.asOf}::date`,
        inArray(imports.status, ['checking', 'checked', 'applying']),
      ),
    )
    .orderBy(desc(imports.id))
    .limit(1)
  return row ?? null
}

/** Moves an import to `to` only from a status that allows it, in one statement. Null means somebody else did. */
export async function moveImport(
  tx: Tx,
  chainId: string,
  importId: string,
  to: ImportStatus,
  set: Partial<NewImport> = {},
): Promise<Import | null> {
  return updateWhere(tx, chainId, importId, inArray(imports.status, importStatusesBefore(to)), { ...set, status: to })
}

/** With its chunks and refusals; staged rows are the caller's to delete. */
export async function deleteImport(tx: Tx, chainId: string, importId: string): Promise<void> {
  await tx.delete(imports).where(and(eq(imports.chainId, chainId), eq(imports.id, importId)))
}

const UPLOAD_DAYS = 1

/** Uploads that were cut off when their process was killed. */
export async function deleteAbandonedUploads(tx: Tx, chainId: string): Promise<void> {
  const isOld = sql`${imports.updatedAt} < now() - make_interval(days => ${UPLOAD_DAYS})`
  await tx.delete(imports).where(and(eq(imports.chainId, chainId), eq(imports.status, 'uploading'), isOld))
}

/** Takes the work on an import over from whoever has it: what they still try to commit is refused. */
export async function claimImport(
  tx: Tx,
  chainId: string,
  importId: string,
  status: ImportStatus,
): Promise<Import | null> {
  const [row] = await tx
    .update(imports)
    .set({ epoch: sql`${imports.epoch} + 1`, updatedAt: sql`now()` })
    .where(and(eq(imports.chainId, chainId), eq(imports.id, importId), eq(imports.status, status)))
    .returning()
  return row ?? null
}

/** As a claim's holder: null when the claim was lost, or the import was cancelled meanwhile. */
export async function updateClaimed(
  tx: Tx,
  claim: Pick<Import, 'chainId' | 'id' | 'epoch' | 'status'>,
  set: Partial<NewImport>,
): Promise<Import | null> {
  const held = and(eq(imports.epoch, claim.epoch), eq(imports.status, claim.status))
  return updateWhere(tx, claim.chainId, claim.id, held, set)
}

/**
 * The commit of this transaction waits for no disk. So it may be for one range of an import: whatever a crash of the database takes of
 * them is read from the file and written again, and the commit that says the import is done waits for all before it.
 */
export async function commitWithoutWaiting(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('synchronous_commit', 'off', true)`)
}

async function updateWhere(
  tx: Tx,
  chainId: string,
  importId: string,
  condition: ReturnType<typeof and>,
  set: Partial<NewImport>,
): Promise<Import | null> {
  const [row] = await tx
    .update(imports)
    .set({ ...set, updatedAt: sql`now()` })
    .where(and(eq(imports.chainId, chainId), eq(imports.id, importId), condition))
    .returning()
  return row ?? null
}
