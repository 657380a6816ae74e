import { and, desc, eq, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { sandboxTexts } from '#db/schema/deliveries.ts'

export type OutboxText = typeof sandboxTexts.$inferSelect

export const OUTBOX_PER_PAGE = 50

/** What the sandbox would have sent, newest first; `before` is the last row seen. */
export async function listOutbox(
  tx: Tx,
  chainId: string,
  { channel }: { channel?: 'sms' | 'email' | undefined },
  before: { at: Date; ref: string } | undefined,
  limit = OUTBOX_PER_PAGE,
): Promise<OutboxText[]> {
  const after =
    before &&
    sql`(${sandboxTexts.acceptedAt}, ${sandboxTexts.ref}) < (${before.at.toISOString()}::timestamptz, ${before.ref})`
  return tx
    .select()
    .from(sandboxTexts)
    .where(and(eq(sandboxTexts.chainId, chainId), channel ? eq(sandboxTexts.channel, channel) : undefined, after))
    .orderBy(desc(sandboxTexts.acceptedAt), desc(sandboxTexts.ref))
    .limit(limit + 1)
}
