import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { db } from '#db/client.ts'
import { sendFirst } from '#db/send-first.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { withoutValues } from '#lib/runtime/describe-error.ts'
import { env } from '#lib/runtime/env.ts'

/** A chain, and the clinics of it that are seen; whoever acts for no person, such as a job, has `chainCtx`. */
export type Seen = Pick<Ctx, 'chainId' | 'clinicIds'>

/**
 * Runs `work` in one transaction as the portal's role inside one chain: row-level security shows and accepts that chain's rows only,
 * and those of some clinics where whoever acts sees no others. Role, chain and clinics are transaction-local; outside a transaction the
 * settings do nothing, so nothing runs outside.
 */
export function inChain<T>(seen: Seen, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction((tx) => under(tx, inChainSettings(seen), work))
}

/** As `inChain`, for a statement that is asked range after range, and takes longer to plan than a better plan for one range would save. */
export function inChainOverAndOver<T>(seen: Seen, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction((tx) => under(tx, sql`${inChainSettings(seen)}, ${keepFirstPlans()}`, work))
}

function inChainSettings({ chainId, clinicIds }: Seen): SQL {
  const [role, clinics] = clinicIds === 'all' ? ['meelespea_web', ''] : ['meelespea_clinics', arrayLiteral(clinicIds)]
  return sql`select set_config('role', ${role}, true), set_config('app.chain_id', ${chainId}, true),
    set_config('app.clinic_ids', ${clinics}, true), ${endWhenFrozen()}`
}

/** Work of the worker that spans chains: claiming batches, recording outcomes, applying receipts. */
export function asWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return withRole('meelespea_worker', work)
}

/** As `asWorker`, for the same few statements over and over, every one of them a look at keys. */
export function asWorkerOverAndOver<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return withRole('meelespea_worker', work, keepFirstPlans())
}

/** What has no chain yet: signing in, and finding the chain of a patient's link. */
export function asAuth<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return withRole('meelespea_auth', work)
}

/** What the operator sees of the service: accounts with providers and their figures, nothing of any chain. */
export function asOperator<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return withRole('meelespea_operator', work)
}

/** Erasure and retention, which blank what nobody else may change. Every statement names its chain: this role sees them all. */
export function asKeeper<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return withRole('meelespea_privacy', work)
}

function withRole<T>(
  role: 'meelespea_worker' | 'meelespea_auth' | 'meelespea_operator' | 'meelespea_privacy',
  work: (tx: Tx) => Promise<T>,
  more?: SQL,
): Promise<T> {
  const settings = sql`select set_config('role', ${role}, true), ${endWhenFrozen()}`
  return transaction((tx) => under(tx, more ? sql`${settings}, ${more}` : settings, work))
}

/** The settings are on the connection ahead of all that `work` asks, and their answer is not waited for: were they refused, the rest would be. */
async function under<T>(tx: Tx, settings: SQL, work: (tx: Tx) => Promise<T>): Promise<T> {
  const set = sendFirst(tx, settings)
  set.catch(() => {}) // awaited below, but perhaps later than it fails
  const result = await work(tx)
  await set
  return result
}

/**
 * Each statement is planned once a connection, for whatever values. Left to itself PostgreSQL sometimes makes a plan for every set of them,
 * and making it takes as long as running it.
 */
function keepFirstPlans() {
  return sql`set_config('plan_cache_mode', 'force_generic_plan', true)`
}

/**
 * A process that stands still (stopped, swapped out, cut off) keeps what its open transaction has locked, and others would stand still
 * with it. After a lease it counts as dead, and the server ends the transaction.
 */
function endWhenFrozen() {
  return sql`set_config('idle_in_transaction_session_timeout', ${`${env().LEASE_SECONDS}s`}, true)`
}

/** An error that leaves a transaction carries no patient's data, whoever prints it. */
function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db()
    .transaction(work)
    .catch((error) => {
      throw withoutValues(error)
    })
}
