import type { Tx } from '#db/client.ts'
import { sql } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'

/**
 * Gives back what a hold had spent on texts that did not arrive, or spends it again on those that arrived after all: an entry, the
 * hold and the account together. A recharge that the balance does not reach for is owed: the text is out.
 *
 * @returns whether it was booked just now; false when this fact was booked before
 * @throws when the hold never spent, or got back, as much (a check of the database)
 */
export async function bookRefund(
  tx: Tx,
  entry: { kind: 'refund' | 'recharge'; chainId: string; holdId: string; amountMicro: number; factKey: string },
): Promise<boolean> {
  const { kind, chainId, holdId, amountMicro, factKey } = entry
  const back = kind === 'refund' ? amountMicro : 0
  const again = kind === 'recharge' ? amountMicro : 0
  const rows = await prepared(
    tx,
    sql`
    with entry as (
      insert into ledger_entries (chain_id, kind, amount_micro, hold_id, campaign_id, fact_key)
      select chain_id, ${kind}, ${amountMicro}::bigint, id, campaign_id, ${factKey} from holds where chain_id = ${chainId} and id = ${holdId}
      on conflict (chain_id, fact_key) do nothing
      returning chain_id
    ), hold as (
      update holds h set captured_micro = captured_micro - ${back}::bigint + ${again}::bigint,
        released_micro = released_micro + ${back}::bigint - ${again}::bigint
      from entry where h.chain_id = ${chainId} and h.id = ${holdId}
    )
    update accounts a set spent_micro = spent_micro - ${back}::bigint + ${again}::bigint,
      available_micro = greatest(available_micro - owed_micro + ${back}::bigint - ${again}::bigint, 0),
      owed_micro = greatest(owed_micro - available_micro - ${back}::bigint + ${again}::bigint, 0), updated_at = now()
    from entry where a.chain_id = ${chainId}
    returning a.chain_id`,
  )
  return rows.length > 0
}
