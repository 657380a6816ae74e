import { desc, eq, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { letters } from '#db/schema/letters.ts'

export type Letter = typeof letters.$inferSelect
export type LetterState = 'waiting' | 'sent' | 'given_up'

export async function insertLetters(
  tx: Tx,
  rows: Pick<Letter, 'id' | 'toAddress' | 'locale' | 'kind' | 'sealedParams'>[],
): Promise<void> {
  await tx.insert(letters).values(rows)
}

/**
 * Takes the letter that has waited longest and puts its next try off, so that another worker, or this one after a crash, takes it again
 * only then: each minute at first, then ever more rarely up to an hour. One that is older than `lifeDays` is given up instead.
 */
export async function claimLetter(tx: Tx, { lifeDays }: { lifeDays: number }): Promise<Letter | null> {
  await tx.execute(sql`
    update letters set given_up_at = now(), sealed_params = null
    where sent_at is null and given_up_at is null and created_at < now() - make_interval(days => ${lifeDays}::int)`)
  const [letter] = await tx
    .update(letters)
    .set({ tries: sql`tries + 1`, nextTryAt: sql`now() + make_interval(mins => least(60, 2 ^ least(tries, 6))::int)` })
    .where(
      sql`id = (select id from letters where sent_at is null and given_up_at is null and next_try_at <= now()
        order by next_try_at limit 1 for update skip locked)`,
    )
    .returning()
  return letter ?? null
}

/** What was filled in goes with it: a link in it is a key. */
export async function noteLetterSent(tx: Tx, letterId: string): Promise<void> {
  await tx
    .update(letters)
    .set({ sentAt: sql`now()`, sealedParams: null, trouble: null })
    .where(eq(letters.id, letterId))
}

export async function noteLetterTrouble(tx: Tx, letterId: string, trouble: string): Promise<void> {
  await tx.update(letters).set({ trouble }).where(eq(letters.id, letterId))
}

/** Letters are no archive. */
export async function deleteOldLetters(tx: Tx, { keptDays }: { keptDays: number }): Promise<void> {
  await tx.execute(sql`delete from letters where created_at < now() - make_interval(days => ${keptDays}::int)`)
}

/** The newest first. */
export function listLetters(tx: Tx, limit: number): Promise<Letter[]> {
  return tx.select().from(letters).orderBy(desc(letters.createdAt), desc(letters.id)).limit(limit)
}

export function letterStateOf({ sentAt, givenUpAt }: Pick<Letter, 'sentAt' | 'givenUpAt'>): LetterState {
  if (sentAt) return 'sent'
  return givenUpAt ? 'given_up' : 'waiting'
}
