import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'

// Which instant a clinic opens at is the database's business: Node carries other zone data.

export type SendingHours = {
  /** Whether each of the clinics is within its hours. */
  inside: boolean
  /** The next instant at which all of them begin to be, ISO 8601; null when they are now, or never are in a week. */
  nextOpening: Date | null
  /** The part of the day that they share, 'HH:MM' on their own clocks. */
  from: string
  to: string
}

const DAYS_AHEAD = 7

/** Sending hours of some clinics of a chain, or of all, as seen at an instant. A chain without clinics is always open. */
export async function findSendingHours(
  tx: Tx,
  chainId: string,
  clinicIds: readonly string[] | null,
  at: Date,
): Promise<SendingHours> {
  const instant = sql`${at.toISOString()}::timestamptz`
  const [row] = await tx.execute<{
    inside: boolean | null
    next: string | null
    from: string | null
    to: string | null
  }>(sql`
    with clinic as materialized (
      select zone, opens_at, closes_at from clinics
      where chain_id = ${chainId}${clinicIds ? sql` and id = any(${arrayLiteral(clinicIds)}::uuid[])` : sql``}
    ), opening as (
      select distinct ((${instant} at time zone zone)::date + day + opens_at) at time zone zone as at
      from clinic, generate_series(0, ${DAYS_AHEAD}::int) as day
    )
    select bool_and((${instant} at time zone zone)::time >= opens_at and (${instant} at time zone zone)::time < closes_at) as inside,
      (
        select to_json(min(opening.at)) #>> '{}' from opening
        where opening.at > ${instant} and not exists (
          select from clinic c
          where (opening.at at time zone c.zone)::time < c.opens_at or (opening.at at time zone c.zone)::time >= c.closes_at
        )
      ) as next,
      to_char(max(opens_at), 'HH24:MI') as "from", to_char(min(closes_at), 'HH24:MI') as "to"
    from clinic`)
  const inside = row?.inside ?? true
  return {
    inside,
    nextOpening: inside || !row?.next ? null : new Date(row.next),
    from: row?.from ?? '00:00',
    to: row?.to ?? '24:00',
  }
}

/**
 * The instant of a wall-clock time in a zone, and whether it is still ahead. In a gap of summer time the clock is an hour on; `onClock`
 * is false then, for no clock there ever shows that time. Null where the server knows no such zone.
 */
export async function findInstant(
  tx: Tx,
  { local, zone, now }: { local: string; zone: string; now: Date },
): Promise<{ at: Date; ahead: boolean; onClock: boolean } | null> {
  const [row] = await tx.execute<{ at: string | null; ahead: boolean; onClock: boolean }>(sql`
    select to_json(at) #>> '{}' as at, at > ${now.toISOString()}::timestamptz as ahead,
      at at time zone ${zone} = ${local}::timestamp as "onClock"
    from (select instant_of(${local}::timestamp, ${zone}) as at) as chosen`)
  return row?.at ? { at: new Date(row.at), ahead: row.ahead, onClock: row.onClock } : null
}
