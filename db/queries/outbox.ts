import { and, desc, eq, inArray, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { deliveries, sandboxTexts } from '#db/schema/deliveries.ts'

export type OutboxText = typeof sandboxTexts.$inferSelect

export const OUTBOX_PER_PAGE = 50

/** What the sandbox would have sent, newest first; `after` is the ref of the last row seen. */
export async function listOutbox(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  { channel }: { channel?: 'sms' | 'email' | undefined },
  after: string | undefined,
  limit = OUTBOX_PER_PAGE,
): Promise<OutboxText[]> {
  const { acceptedAt, ref } = sandboxTexts
  const place = sql`(select at.accepted_at, at.ref from sandbox_texts as at where at.chain_id = ${chainId} and at.ref = ${after})`
  return tx
    .select()
    .from(sandboxTexts)
    .where(
      and(
        eq(sandboxTexts.chainId, chainId),
        channel ? eq(sandboxTexts.channel, channel) : undefined,
        after ? sql`(${acceptedAt}, ${ref}) < ${place}` : undefined,
        clinicIds === 'all' ? undefined : inArray(sandboxTexts.deliveryId, deliveriesOf(tx, chainId, clinicIds)),
      ),
    )
    .orderBy(desc(acceptedAt), desc(ref))
    .limit(limit + 1)
}

function deliveriesOf(tx: Tx, chainId: string, clinicIds: string[]) {
  return tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.chainId, chainId), inArray(deliveries.clinicId, clinicIds)))
}
