import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

export type TakenBack = {
  kind: 'reversal' | 'correction'
  amountMicro: number
  factKey: string
  note: string | null
  staffId: string | null
}

/**
 * Books a payment that was taken back, or a correction (which adds where it is above nothing): an entry, never an edit. What is free
 * pays first; what that does not cover is owed. The same `factKey` is booked once.
 *
 * @returns what the chain then has and owes; null when the fact was booked before, or the chain has no account
 */
export async function bookReversal(
  tx: Tx,
  chainId: string,
  { kind, amountMicro, factKey, note, staffId }: TakenBack,
): Promise<{ availableMicro: number; owedMicro: number } | null> {
  const change = kind === 'reversal' ? -amountMicro : amountMicro
  const [row] = await tx.execute<{ availableMicro: number; owedMicro: number }>(sql`
    with entry as (
      insert into ledger_entries (chain_id, kind, amount_micro, fact_key, note, staff_id)
      select chain_id, ${kind}, ${amountMicro}::bigint, ${factKey}, ${note}, ${staffId}::uuid from accounts where chain_id = ${chainId}
      on conflict (chain_id, fact_key) do nothing
      returning chain_id
    )
    update accounts a set
      topped_up_micro = topped_up_micro + ${change}::bigint,
      available_micro = greatest(available_micro - owed_micro + ${change}::bigint, 0),
      owed_micro = greatest(owed_micro - available_micro - ${change}::bigint, 0),
      updated_at = now()
    from entry where a.chain_id = entry.chain_id
    returning a.available_micro as "availableMicro", a.owed_micro as "owedMicro"`)
  return row ?? null
}
