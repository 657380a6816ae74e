import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

export type Replenishment = {
  id: string
  at: string
  kind: 'top_up' | 'reversal' | 'correction'
  /** Below nothing where money was taken back. */
  amountMicro: number
  note: string | null
}

/** Money that came in, was taken back or was corrected, newest first; from an entry of the list on, older or newer. */
export async function listReplenishments(
  tx: Tx,
  chainId: string,
  { limit, cursor }: { limit: number; cursor?: { toward: 'older' | 'newer'; id: string } | undefined },
): Promise<Replenishment[]> {
  const backwards = cursor?.toward === 'newer'
  const beyond = backwards ? sql`>` : sql`<`
  return tx.execute<Replenishment>(sql`
    select e.id, to_json(e.at) #>> '{}' as at, e.kind, case e.kind when 'reversal' then -e.amount_micro else e.amount_micro end as "amountMicro", e.note
    from ledger_entries e
    where e.chain_id = ${chainId} and e.kind in ('top_up', 'reversal', 'correction')
      ${cursor ? sql`and e.id ${beyond} ${cursor.id}::uuid` : sql``}
    order by e.id ${backwards ? sql`asc` : sql`desc`} limit ${limit}`)
}
