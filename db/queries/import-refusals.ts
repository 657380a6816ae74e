import { and, asc, eq, gt, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { importRefusals } from '#db/schema/imports.ts'

export type ImportRefusal = Pick<typeof importRefusals.$inferSelect, 'rowNumber' | 'reasons' | 'cells'>

export const REFUSALS_PER_PAGE = 50

/** In the order of the file, in pages; `after` is the number of the last row seen. One row more than a page tells that there is another. */
export async function listRefusals(
  tx: Tx,
  chainId: string,
  importId: string,
  {
    reason,
    after,
    limit = REFUSALS_PER_PAGE,
  }: { reason?: string | undefined; after?: number | undefined; limit?: number } = {},
): Promise<ImportRefusal[]> {
  const { rowNumber, reasons, cells } = importRefusals
  return tx
    .select({ rowNumber, reasons, cells })
    .from(importRefusals)
    .where(
      and(
        eq(importRefusals.chainId, chainId),
        eq(importRefusals.importId, importId),
        reason ? sql`${reason} = any (${reasons})` : undefined,
        after === undefined ? undefined : gt(rowNumber, after),
      ),
    )
    .orderBy(asc(rowNumber))
    .limit(limit + 1)
}

/** How many rows each reason has, the most frequent first; a row with two reasons is counted under both. */
export async function countRefusalReasons(
  tx: Tx,
  chainId: string,
  importId: string,
): Promise<{ reason: string; rows: number }[]> {
  const rows = await tx.execute<{ reason: string; rows: number }>(sql`
    select reason, count(*)::int as rows
    from import_refusals, unnest(reasons) as reason
    where chain_id = ${chainId} and import_id = ${importId}
    group by reason order by rows desc, reason`)
  return [...rows]
}
