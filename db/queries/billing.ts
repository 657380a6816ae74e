import { and, desc, eq, lte, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { ask, statements } from '#db/kept-statements.ts'
import { prepared } from '#db/prepared.ts'
import { accounts, holds, ledgerEntries, tariffs } from '#db/schema/billing.ts'
import { chains } from '#db/schema/chains.ts'

// Money moves in statements that change the account, the hold and the ledger together or not at all. The ledger's unique
// (chain_id, fact_key) makes each safe to repeat; the checks on accounts and holds make a wrong one fail.

export type Account = Pick<
  typeof accounts.$inferSelect,
  'availableMicro' | 'heldMicro' | 'spentMicro' | 'toppedUpMicro' | 'owedMicro'
>
export type Tariff = Pick<
  typeof tariffs.$inferSelect,
  'channel' | 'country' | 'priceMicro' | 'validFrom' | 'chargesUndelivered'
>
export type LedgerEntry = typeof ledgerEntries.$inferSelect

const NO_MONEY: Account = { availableMicro: 0, heldMicro: 0, spentMicro: 0, toppedUpMicro: 0, owedMicro: 0 }

/** A chain that never paid anything in has an account of zeros. */
export async function findAccount(tx: Tx, chainId: string): Promise<Account> {
  const [account] = await tx.select(FIGURES).from(accounts).where(eq(accounts.chainId, chainId))
  return account ?? NO_MONEY
}

/** The account with what its chain counts as little; for screens. */
export async function findBalance(tx: Tx, chainId: string): Promise<Account & { isLow: boolean }> {
  const [row] = await ask(tx, BALANCE, { chainId })
  return row?.availableMicro == null
    ? { ...NO_MONEY, isLow: row?.isLow ?? true }
    : (row as Account & { isLow: boolean })
}

/** As `findAccount`, and nobody else moves the chain's money until the transaction ends. */
export async function lockAccount(tx: Tx, chainId: string): Promise<Account> {
  const [account] = await tx.select(FIGURES).from(accounts).where(eq(accounts.chainId, chainId)).for('update')
  return account ?? NO_MONEY
}

/** The price list that holds at an instant: for each channel and country the row that began last. */
export async function tariffsInForce(tx: Tx, location: string, at: Date): Promise<Tariff[]> {
  return tx
    .selectDistinctOn([tariffs.channel, tariffs.country], {
      channel: tariffs.channel,
      country: tariffs.country,
      priceMicro: tariffs.priceMicro,
      validFrom: tariffs.validFrom,
      chargesUndelivered: tariffs.chargesUndelivered,
    })
    .from(tariffs)
    .where(and(eq(tariffs.location, location), lte(tariffs.validFrom, at)))
    .orderBy(tariffs.channel, tariffs.country, desc(tariffs.validFrom))
}

export async function findEntry(tx: Tx, chainId: string, factKey: string): Promise<LedgerEntry | null> {
  const [entry] = await tx
    .select()
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.chainId, chainId), eq(ledgerEntries.factKey, factKey)))
  return entry ?? null
}

/** What a hold still holds; nobody else takes from it until the transaction ends. */
export async function lockHold(tx: Tx, chainId: string, holdId: string): Promise<{ restMicro: number } | null> {
  const [hold] = await tx
    .select({
      restMicro: sql<number>`${holds.heldMicro} - ${holds.capturedMicro} - ${holds.releasedMicro}`.mapWith(Number),
    })
    .from(holds)
    .where(and(eq(holds.chainId, chainId), eq(holds.id, holdId)))
    .for('update')
  return hold ?? null
}

/** Sets money aside; the caller has locked the account and found enough. */
export async function insertHold(
  tx: Tx,
  entry: { chainId: string; campaignId: string | null; amountMicro: number; factKey: string; staffId: string | null },
): Promise<string> {
  const { chainId, campaignId, amountMicro, factKey, staffId } = entry
  const [hold] = await tx.execute<{ hold_id: string }>(sql`
    with account as (
      update accounts set available_micro = available_micro - ${amountMicro}::bigint, held_micro = held_micro + ${amountMicro}::bigint, updated_at = now()
      where chain_id = ${chainId}
    ), hold as (
      insert into holds (chain_id, campaign_id, held_micro) values (${chainId}, ${campaignId}, ${amountMicro}) returning id
    )
    insert into ledger_entries (chain_id, kind, amount_micro, hold_id, campaign_id, fact_key, staff_id)
    select ${chainId}::uuid, 'hold', ${amountMicro}::bigint, hold.id, ${campaignId}::uuid, ${factKey}, ${staffId}::uuid from hold
    returning hold_id`)
  if (!hold) throw new Error('the hold was not written')
  return hold.hold_id
}

/**
 * Takes money out of a hold: captured is spent, released is free again.
 *
 * @returns whether it moved just now; false when this fact was booked before
 * @throws when the hold has less than that left (a check of the database)
 */
export async function takeFromHold(
  tx: Tx,
  entry: { kind: 'capture' | 'release'; chainId: string; holdId: string; amountMicro: number; factKey: string },
): Promise<boolean> {
  const { kind, chainId, holdId, amountMicro, factKey } = entry
  const captured = kind === 'capture' ? amountMicro : 0
  const released = kind === 'release' ? amountMicro : 0
  const rows = await prepared(
    tx,
    sql`
    with entry as (
      insert into ledger_entries (chain_id, kind, amount_micro, hold_id, campaign_id, fact_key)
      select chain_id, ${kind}, ${amountMicro}::bigint, id, campaign_id, ${factKey} from holds where chain_id = ${chainId} and id = ${holdId}
      on conflict (chain_id, fact_key) do nothing
      returning amount_micro
    ), hold as (
      update holds set captured_micro = captured_micro + ${captured}::bigint, released_micro = released_micro + ${released}::bigint
      from entry where chain_id = ${chainId} and id = ${holdId}
    )
    update accounts set held_micro = held_micro - amount_micro, spent_micro = spent_micro + ${captured}::bigint,
      -- What comes back pays first what is owed.
      available_micro = available_micro + ${released}::bigint - least(owed_micro, ${released}::bigint),
      owed_micro = owed_micro - least(owed_micro, ${released}::bigint), updated_at = now()
    from entry where chain_id = ${chainId}
    returning chain_id`,
  )
  return rows.length > 0
}

const FIGURES = {
  availableMicro: accounts.availableMicro,
  heldMicro: accounts.heldMicro,
  spentMicro: accounts.spentMicro,
  toppedUpMicro: accounts.toppedUpMicro,
  owedMicro: accounts.owedMicro,
}

const BALANCE = statements
  .select({ ...FIGURES, isLow: sql<boolean>`coalesce(${accounts.availableMicro}, 0) < ${chains.lowBalanceMicro}` })
  .from(chains)
  .leftJoin(accounts, eq(accounts.chainId, chains.id))
  .where(eq(chains.id, sql.placeholder('chainId')))
  .prepare('balance')
