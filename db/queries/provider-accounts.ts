import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

// Accounts with providers, the operator's: they belong to no chain.

export type AccountKind = 'sandbox' | 'smpp' | 'messente' | 'kannel' | 'smtp'

export type ProviderAccount = {
  name: string
  channel: 'sms' | 'email'
  kind: AccountKind
  position: number
  /** Sealed. */
  transport: string
  version: number
  enabled: boolean
  ratePerSecond: number | null
  burst: number
  share: number
}

export type NewAccount = Pick<ProviderAccount, 'name' | 'channel' | 'kind' | 'transport'>

/** All accounts, channel by channel in the operator's order. */
export async function listProviderAccounts(tx: Tx): Promise<ProviderAccount[]> {
  return tx.execute(sql`
    select name, channel, kind, position, transport, version, enabled, rate_per_second as "ratePerSecond", burst, share
    from provider_accounts order by channel desc, position`)
}

/** What the operator decides about accounts, channel by channel in order; no address. */
export async function listAccountSettings(
  tx: Tx,
): Promise<Pick<ProviderAccount, 'name' | 'channel' | 'enabled' | 'ratePerSecond' | 'burst'>[]> {
  return tx.execute(sql`
    select name, channel, enabled, rate_per_second as "ratePerSecond", burst from provider_accounts order by channel desc, position`)
}

/** Whether any account in use sends for real. A chain may ask: it sees kinds, never addresses. */
export async function hasRealAccount(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ real: boolean }>(sql`
    select exists (select from provider_accounts where enabled and kind <> 'sandbox') as real`)
  return row?.real ?? false
}

/** Locks the list of accounts, so that changes of its order come one after the other. */
export async function lockProviderAccounts(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('provider_accounts', 0))`)
}

/** Puts an account at the end of its channel's list. False when the name is taken. */
export async function insertProviderAccount(tx: Tx, { name, channel, kind, transport }: NewAccount): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into provider_accounts (name, channel, kind, transport, position)
    select ${name}, ${channel}, ${kind}, ${transport}, coalesce(max(position), 0) + 1 from provider_accounts where channel = ${channel}
    on conflict (name) do nothing
    returning name`)
  return rows.length > 0
}

export async function deleteProviderAccount(tx: Tx, name: string): Promise<void> {
  await tx.execute(sql`delete from provider_accounts where name = ${name}`)
}

/** Whether texts went out by an account, so that receipts and lists still name it. */
export async function hasCarriedTexts(tx: Tx, name: string): Promise<boolean> {
  const [row] = await tx.execute<{ carried: boolean }>(sql`
    select exists (select from delivery_refs where provider = ${name})
      or exists (select from provider_minutes where name = ${name}) as carried`)
  return row?.carried ?? false
}

/**
 * Puts a channel's accounts in this order. Their traffic is shared out anew: the first that is well carries everything from the next
 * decision on.
 */
export async function orderProviderAccounts(tx: Tx, names: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update provider_accounts a set position = o.position, share = 0, carried = 0
    from unnest(${sql.param(names)}::text[]) with ordinality as o (name, position)
    where a.name = o.name`)
}

/** At most so many parts a second from now on; null for as many as the provider takes. */
export async function setAccountRate(
  tx: Tx,
  name: string,
  { ratePerSecond, burst }: { ratePerSecond: number | null; burst: number },
): Promise<void> {
  await tx.execute(sql`
    update provider_accounts set rate_per_second = ${ratePerSecond}, burst = ${burst}, spoken_for_until = '-infinity' where name = ${name}`)
}

export async function setAccountEnabled(tx: Tx, name: string, enabled: boolean): Promise<void> {
  await tx.execute(sql`
    update provider_accounts set enabled = ${enabled}, share = 0, carried = 0, state = null, state_detail = null, state_since = now()
    where name = ${name}`)
}

/** Gives an account another address; workers open it anew. */
export async function setAccountTransport(tx: Tx, name: string, transport: string): Promise<void> {
  await tx.execute(
    sql`update provider_accounts set transport = ${transport}, version = version + 1 where name = ${name}`,
  )
}
