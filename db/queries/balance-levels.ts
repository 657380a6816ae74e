import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

export type BalanceLevel = 'fine' | 'low' | 'owing'

/** A chain whose money has crossed a line since it was last looked at; `previous` is null when it never was. */
export type LevelChange = {
  chainId: string
  chainName: string
  level: BalanceLevel
  previous: BalanceLevel | null
  availableMicro: number
  limitMicro: number
  owedMicro: number
}

/**
 * Notes how every chain's money stands, and tells those for whom that is not as it was. Only they are written; of two who look at once
 * one gets the change.
 */
export async function noteBalanceLevels(tx: Tx): Promise<LevelChange[]> {
  return tx.execute<LevelChange>(sql`
    with stands as (
      select c.id as chain_id, c.name, a.available_micro, c.low_balance_micro, a.owed_micro,
        case when a.owed_micro > 0 then 'owing' when a.available_micro < c.low_balance_micro then 'low' else 'fine' end as level
      from chains c join accounts a on a.chain_id = c.id
    ), noted as (
      insert into balance_levels as known (chain_id, level)
      select s.chain_id, s.level from stands s left join balance_levels l on l.chain_id = s.chain_id
      where l.level is distinct from s.level order by s.chain_id
      on conflict (chain_id) do update set level = excluded.level, previous = known.level, since = now()
      where known.level <> excluded.level
      returning chain_id, level, previous
    )
    select n.chain_id as "chainId", s.name as "chainName", n.level, n.previous, s.available_micro as "availableMicro",
      s.low_balance_micro as "limitMicro", s.owed_micro as "owedMicro"
    from noted n join stands s on s.chain_id = n.chain_id`)
}

export type Addressee = { chainId: string | null; email: string; locale: 'et' | 'en' | 'ru' }

/** Who answers for the money of some chains. */
export async function listChainManagers(tx: Tx, chainIds: readonly string[]): Promise<Addressee[]> {
  return tx.execute<Addressee>(sql`
    select chain_id as "chainId", email, locale from staff
    where chain_id = any(${sql.param([...chainIds])}::uuid[]) and role = 'chain_manager' and active order by email`)
}

export async function listOperators(tx: Tx): Promise<Addressee[]> {
  return tx.execute<Addressee>(sql`
    select chain_id as "chainId", email, locale from staff where role = 'operator' and active order by email`)
}
