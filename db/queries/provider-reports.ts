import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import type { ProviderState } from '#lib/core/provider-state.ts'
import type { Moved, MovedFor, ProviderTraffic } from '#lib/core/traffic-shares.ts'

/** What a worker makes of one of its providers. */
export type ProviderReport = {
  name: string
  state: ProviderState
  detail: string | null
  since: Date
  troubledSince: Date | null
  lastOkAt: Date | null
}

/** A worker that has not spoken for so long is gone, or stands still. */
const HEARD_SECONDS = 30
/** Trouble that lasts so long is no accident. */
const TROUBLE_SECONDS = 10
const KEEP_MINUTES_DAYS = 8

export async function writeProviderReports(
  tx: Tx,
  workerId: string,
  reports: readonly ProviderReport[],
): Promise<void> {
  const sorted = reports.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const column = (value: (report: ProviderReport) => string | null | undefined) => arrayLiteral(sorted.map(value))
  await prepared(
    tx,
    sql`
    insert into provider_reports (name, worker_id, state, detail, since, troubled_since, last_ok_at)
    select r.name, ${workerId}::uuid, r.state, r.detail, r.since, r.troubled_since, r.last_ok_at
    from unnest(
      ${column(({ name }) => name)}::text[], ${column(({ state }) => state)}::text[], ${column(({ detail }) => detail)}::text[],
      ${column(({ since }) => since.toISOString())}::timestamptz[], ${column(({ troubledSince }) => troubledSince?.toISOString())}::timestamptz[],
      ${column(({ lastOkAt }) => lastOkAt?.toISOString())}::timestamptz[]
    ) as r (name, state, detail, since, troubled_since, last_ok_at)
    join provider_accounts a on a.name = r.name
    on conflict (name, worker_id) do update set state = excluded.state, detail = excluded.detail, since = excluded.since,
      troubled_since = excluded.troubled_since, last_ok_at = excluded.last_ok_at, reported_at = now()`,
  )
  await prepared(
    tx,
    sql`
    delete from provider_reports
    where (worker_id = ${workerId} and name <> all(${arrayLiteral(sorted.map(({ name }) => name))}::text[])) or reported_at < now() - interval '1 hour'`,
  )
}

/** One worker at a time decides; the others find it done. */
export async function tryDecidingOnTraffic(tx: Tx): Promise<boolean> {
  const [row] = await prepared<{ mine: boolean }>(
    tx,
    sql`select pg_try_advisory_xact_lock(hashtextextended('provider traffic', 0)) as mine`,
  )
  return row?.mine ?? false
}

/**
 * Draws each account's state from what its workers say: the best of them counts, for one that gets through is enough. A provider
 * that takes hardly any text is down, whatever its connection says.
 */
export async function drawProviderStates(tx: Tx): Promise<void> {
  await prepared(
    tx,
    sql`
    with heard as (
      select r.name, t.troubled, case when t.troubled then 'down' else r.state end as state,
        case when t.troubled and r.state not in ('down', 'refused') then 'not_taking' else r.detail end as detail, r.last_ok_at
      from provider_reports r
      cross join lateral (
        select coalesce(r.troubled_since < now() - make_interval(secs => ${TROUBLE_SECONDS}), false) as troubled
      ) as t
      where r.reported_at > now() - make_interval(secs => ${HEARD_SECONDS})
    ), best as (
      select distinct on (name) name, state, detail, max(last_ok_at) over (partition by name) as last_ok_at
      from heard
      order by name, array_position(array['up', 'throttled', 'connecting', 'refused', 'down'], state)
    )
    update provider_accounts a set state = b.state, state_detail = b.detail, last_ok_at = greatest(a.last_ok_at, b.last_ok_at),
      state_since = case when (a.state, a.state_detail) is distinct from (b.state, b.detail) or a.state_since is null then now() else a.state_since end
    from (select a.name, best.state, best.detail, best.last_ok_at from provider_accounts a left join best on best.name = a.name) as b
    where a.name = b.name and ((a.state, a.state_detail) is distinct from (b.state, b.detail)
      or b.last_ok_at > coalesce(a.last_ok_at, '-infinity') + interval '5 seconds')`,
  )
}

export type ChannelTraffic = { moved: Moved; providers: ProviderTraffic[] }

/**
 * What decides on each channel's traffic. Slow are texts that took longer than five minutes, and those that have not come after as
 * long; only texts that had the time count, and only of providers that tell of arrivals at all.
 */
export async function readTraffic(tx: Tx): Promise<Map<string, ChannelTraffic>> {
  const rows = await prepared<
    ProviderTraffic & { channel: string; movedSecondsAgo: number; movedFor: MovedFor | null }
  >(
    tx,
    sql`
    select a.channel, a.name, a.state, coalesce(extract(epoch from now() - a.state_since), 0)::float8 as "stateSeconds", a.share,
      extract(epoch from now() - a.share_moved_at)::float8 as "movedSecondsAgo", a.share_moved_for as "movedFor",
      case when tells.arrivals then coalesce(m.judged, 0) else 0 end as judged, case when tells.arrivals then coalesce(m.slow, 0) else 0 end as slow
    from provider_accounts a
    cross join lateral (
      select a.channel = 'sms' and exists (
        select from provider_minutes
        where name = a.name and minute > now() - interval '1 day' and delivered > 0
      ) as arrivals
    ) as tells
    left join lateral (
      select sum(accepted)::int as judged, sum(slow + greatest(0, accepted - delivered - failed))::int as slow
      from provider_minutes
      where name = a.name and minute >= now() - interval '20 minutes' and minute < now() - interval '6 minutes'
    ) as m on true
    where a.enabled
    order by a.channel, a.position`,
  )
  const channels = new Map<string, ChannelTraffic>()
  for (const { channel, movedSecondsAgo, movedFor, ...provider } of rows) {
    const traffic = channels.get(channel) ?? {
      moved: { secondsAgo: movedSecondsAgo, for: movedFor ?? 'order' },
      providers: [],
    }
    channels.set(channel, traffic)
    traffic.providers.push(provider)
    if (movedSecondsAgo < traffic.moved.secondsAgo)
      traffic.moved = { secondsAgo: movedSecondsAgo, for: movedFor ?? 'order' }
  }
  return channels
}

/** Shares a channel's traffic out anew and begins to count what each carries. */
export async function writeShares(tx: Tx, shares: ReadonlyMap<string, number>, movedFor: MovedFor): Promise<void> {
  await prepared(
    tx,
    sql`
    update provider_accounts a set share = s.share, carried = 0, share_moved_at = now(), share_moved_for = ${movedFor}
    from unnest(${arrayLiteral([...shares.keys()])}::text[], ${arrayLiteral([...shares.values()])}::int[]) as s (name, share)
    where a.name = s.name`,
  )
}

export async function forgetOldMinutes(tx: Tx): Promise<void> {
  await prepared(
    tx,
    sql`delete from provider_minutes where minute < now() - make_interval(days => ${KEEP_MINUTES_DAYS})`,
  )
}
