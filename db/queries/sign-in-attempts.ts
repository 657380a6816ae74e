import { inArray, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { signInAttempts } from '#db/schema/staff.ts'

export type AttemptCount = {
  /** Tries under this key within the running window, this one included. */
  points: number
  /** Until the window closes and counting starts anew. */
  secondsLeft: number
}

/**
 * Counts one try under each key and tells how many there are, in one statement, so that tries at the same moment cannot slip past each
 * other. A window that has closed starts again at one. Old windows are swept along the way: the table stays as small as what it guards.
 */
export async function countAttempt(
  tx: Tx,
  keys: readonly string[],
  windowSeconds: number,
): Promise<Map<string, AttemptCount>> {
  // In one order for everybody, or two people at once could each wait for the other's row.
  const ordered = [...new Set(keys)].toSorted()
  const rows = await tx.execute<AttemptCount & { key: string }>(sql`
    with swept as (
      delete from sign_in_attempts
      where expire < extract(epoch from now()) - 86400 and not (key = any(${sql.param(ordered)}::text[]))
    )
    insert into sign_in_attempts as attempt (key, points, expire)
    select key, 1, extract(epoch from now())::bigint + ${windowSeconds}::int from unnest(${sql.param(ordered)}::text[]) as key
    on conflict (key) do update set
      points = case when attempt.expire <= extract(epoch from now()) then 1 else attempt.points + 1 end,
      expire = case when attempt.expire <= extract(epoch from now()) then excluded.expire else attempt.expire end
    returning key, points, (expire - extract(epoch from now()))::int as "secondsLeft"`)
  return new Map(rows.map(({ key, points, secondsLeft }) => [key, { points, secondsLeft }]))
}

/** A sign-in that worked wipes these slates. */
export async function forgetAttempts(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.delete(signInAttempts).where(inArray(signInAttempts.key, [...keys]))
}

/** Takes back one try under each key: it was right, and a slate that many share is for those that were wrong. */
export async function forgiveAttempt(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx
    .update(signInAttempts)
    .set({ points: sql`greatest(0, points - 1)` })
    .where(inArray(signInAttempts.key, [...keys]))
}
