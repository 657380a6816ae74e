import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'

// How much an account takes, and how fast: counted in its row, so that any number of workers keep to it together.

/**
 * Whether an account is to take a batch now. The one with the largest share always may; another only while it has carried no more
 * than its part of what that one has. So a slow account never holds up the one that traffic was moved to.
 */
export async function mayTakeBatch(tx: Tx, name: string): Promise<boolean> {
  const [row] = await prepared<{ may: boolean }>(
    tx,
    sql`
    select me.share > 0 and (main.name = me.name or me.carried * main.share <= main.carried * me.share) as may
    from provider_accounts me
    cross join lateral (
      select name, share, carried from provider_accounts a
      where a.channel = me.channel and a.enabled order by share desc, position limit 1
    ) as main
    where me.name = ${name} and me.enabled`,
  )
  return row?.may ?? false
}

/** Adds texts to what an account has carried since the shares were last moved. */
export async function noteCarried(tx: Tx, name: string, texts: number): Promise<void> {
  await prepared(tx, sql`update provider_accounts set carried = carried + ${texts}::int where name = ${name}`)
}

/**
 * Books `parts` with an account's rate: they leave one after the other from the moment up to which it is spoken for, or now. After a
 * pause `burst` parts may leave at once. Null where no rate is set.
 *
 * A token bucket whose level is the time at which it would be full again (GCRA, ITU-T I.371): one update, no loop, nothing to refill.
 */
export async function reserveDeparture(
  tx: Tx,
  name: string,
  parts: number,
): Promise<{ waitMilliseconds: number; partsPerSecond: number } | null> {
  const [row] = await prepared<{ waitMilliseconds: number; partsPerSecond: number }>(
    tx,
    sql`
    update provider_accounts set
      spoken_for_until = greatest(spoken_for_until, clock_timestamp() - make_interval(secs => (burst - 1) / rate_per_second))
        + make_interval(secs => ${parts}::int / rate_per_second)
    where name = ${name} and rate_per_second is not null
    returning rate_per_second as "partsPerSecond",
      extract(epoch from spoken_for_until - make_interval(secs => ${parts}::int / rate_per_second) - clock_timestamp())::float8 * 1000
        as "waitMilliseconds"`,
  )
  return row ?? null
}
