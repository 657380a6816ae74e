import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { ApplicationStatus } from '#lib/core/application-status.ts'

// Chains as the operator sees them: names, money and counts, and nothing of any patient.

export type DeskChain = {
  id: string
  name: string
  senderName: string
  location: string
  zone: string
  /** Instants as ISO texts. */
  createdAt: string
  activatedAt: string | null
  pausedAt: string | null
  pauseReason: string | null
  applicationStatus: ApplicationStatus | null
  clinics: number
  availableMicro: number
  heldMicro: number
  spentMicro: number
  owedMicro: number
  textsPerHour: number | null
  textsPerDay: number | null
}

export const CHAIN_STATES = ['active', 'trial', 'paused', 'owing'] as const
export type ChainState = (typeof CHAIN_STATES)[number]

const CHAIN = sql.raw(`
  c.id, c.name, c.sender_name as "senderName", c.location, c.zone, to_json(c.created_at) #>> '{}' as "createdAt",
  to_json(c.activated_at) #>> '{}' as "activatedAt", to_json(c.paused_at) #>> '{}' as "pausedAt", c.pause_reason as "pauseReason",
  p.status as "applicationStatus", (select count(*)::int from clinics k where k.chain_id = c.id) as clinics,
  coalesce(a.available_micro, 0)::float8 as "availableMicro", coalesce(a.held_micro, 0)::float8 as "heldMicro",
  coalesce(a.spent_micro, 0)::float8 as "spentMicro", coalesce(a.owed_micro, 0)::float8 as "owedMicro",
  l.texts_per_hour as "textsPerHour", l.texts_per_day as "textsPerDay"`)

const FROM = sql.raw(`
  from chains c left join applications p on p.chain_id = c.id left join accounts a on a.chain_id = c.id left join chain_limits l on l.chain_id = c.id`)

export async function findDeskChain(tx: Tx, chainId: string): Promise<DeskChain | null> {
  const [row] = await tx.execute<DeskChain>(sql`select ${CHAIN} ${FROM} where c.id = ${chainId}`)
  return row ?? null
}

/** Chains by name, from the one after `after`: no two have the same. */
export async function listDeskChains(
  tx: Tx,
  options: { state?: ChainState | undefined; q?: string | undefined; after?: string | undefined; limit: number },
): Promise<DeskChain[]> {
  const { state, q, after, limit } = options
  return tx.execute<DeskChain>(sql`
    select ${CHAIN} ${FROM}
    where ${state ? STATES[state] : sql`true`}
      and ${q ? sql`position(lower(${q}) in lower(c.name)) > 0` : sql`true`}
      and ${after ? sql`c.name > ${after}` : sql`true`}
    order by c.name limit ${limit}`)
}

const STATES: Record<ChainState, ReturnType<typeof sql>> = {
  active: sql`c.activated_at is not null and c.paused_at is null`,
  trial: sql`c.activated_at is null`,
  paused: sql`c.paused_at is not null`,
  owing: sql`a.owed_micro > 0`,
}

export type ChainTexts = { status: string; texts: number; costMicro: number }

/** How many texts a chain wrote in the last `days` days, by what became of them. */
export async function countChainTexts(tx: Tx, chainId: string, days: number): Promise<ChainTexts[]> {
  return tx.execute<ChainTexts>(sql`
    select status, sum(texts)::int as texts, sum(cost_micro)::float8 as "costMicro" from delivery_days
    where chain_id = ${chainId} and day > current_date - ${days}::int group by status having sum(texts) > 0 order by status`)
}

/** How many texts of a chain wait in batches that nobody has taken. */
export async function countWaitingTexts(tx: Tx, chainId: string): Promise<number> {
  const [row] = await tx.execute<{ texts: number }>(sql`
    select coalesce(sum(size), 0)::int as texts from batches where chain_id = ${chainId} and status = 'ready'`)
  return row?.texts ?? 0
}

/** From this moment on its texts go to patients. Once activated, a chain stays so. */
export async function activateChain(tx: Tx, chainId: string, senderName: string): Promise<void> {
  await tx.execute(sql`
    update chains set activated_at = clock_timestamp(), sender_name = ${senderName} where id = ${chainId} and activated_at is null`)
}

/** @returns whether it was another one before */
export async function changeLocation(tx: Tx, chainId: string, location: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    update chains set location = ${location} where id = ${chainId} and location <> ${location} returning 1`)
  return rows.length > 0
}

/** Pauses a chain, or lets it go on with no reason; false when it is so already. */
export async function setPause(tx: Tx, chainId: string, reason: string | null): Promise<boolean> {
  const rows = await tx.execute(sql`
    update chains set pause_reason = ${reason}, paused_at = case when ${reason}::text is null then null else now() end
    where id = ${chainId} and (paused_at is null) = (${reason}::text is not null) returning 1`)
  return rows.length > 0
}

/** At most so many texts an hour and a day of the chain's own clock; null for as many as it likes. */
export async function setChainLimits(
  tx: Tx,
  chainId: string,
  { textsPerHour, textsPerDay }: { textsPerHour: number | null; textsPerDay: number | null },
): Promise<void> {
  if (textsPerHour === null && textsPerDay === null) {
    await tx.execute(sql`delete from chain_limits where chain_id = ${chainId}`)
    return
  }
  await tx.execute(sql`
    insert into chain_limits (chain_id, texts_per_hour, texts_per_day) values (${chainId}, ${textsPerHour}, ${textsPerDay})
    on conflict (chain_id) do update set texts_per_hour = excluded.texts_per_hour, texts_per_day = excluded.texts_per_day`)
}
