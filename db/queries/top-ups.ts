import type { Tx } from '#db/client.ts'
import { sql } from '#db/client.ts'

/**
 * Books a payment on the account of a chain, which is opened by its first one. The same `factKey` is booked once, whoever
 * repeats it.
 *
 * @returns what is available afterwards, in micro-euros, or null when the fact was booked before
 */
export async function bookTopUp(
  tx: Tx,
  chainId: string,
  { amountMicro, factKey, note }: { amountMicro: number; factKey: string; note: string | null },
): Promise<number | null> {
  const [row] = await tx.execute<{ available_micro: number }>(sql`
    with entry as (
      insert into ledger_entries (chain_id, kind, amount_micro, fact_key, note)
      values (${chainId}, 'top_up', ${amountMicro}, ${factKey}, ${note})
      on conflict (chain_id, fact_key) do nothing
      returning chain_id, amount_micro
    )
    insert into accounts as account (chain_id, available_micro, topped_up_micro)
    select chain_id, amount_micro, amount_micro from entry
    on conflict (chain_id) do update set
      -- A debt is paid first.
      available_micro = account.available_micro + excluded.available_micro - least(account.owed_micro, excluded.available_micro),
      owed_micro = account.owed_micro - least(account.owed_micro, excluded.available_micro),
      topped_up_micro = account.topped_up_micro + excluded.topped_up_micro,
      updated_at = now()
    returning available_micro`)
  return row?.available_micro ?? null
}
