import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

/**
 * The instant that a statement goes by; null is the database's own clock. Never a coalesce() of both: under row-level security
 * PostgreSQL holds that for something that might give rows away, and reads everything rather than look it up in an index.
 */
export function clock(now: Date | null): SQL {
  return now === null ? sql`now()` : sql`${now.toISOString()}::timestamptz`
}
