import { and, desc, eq, or } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { optOuts } from '#db/schema/patients.ts'

export type OptOut = typeof optOuts.$inferSelect

/** Refusals of a number and an address, those withdrawn included, newest first: the evidence stays. */
export async function listOptOutsOf(
  tx: Tx,
  chainId: string,
  contact: { phone: string | null; email: string | null },
): Promise<OptOut[]> {
  const ofPhone = contact.phone ? and(eq(optOuts.channel, 'sms'), eq(optOuts.address, contact.phone)) : undefined
  const ofEmail = contact.email ? and(eq(optOuts.channel, 'email'), eq(optOuts.address, contact.email)) : undefined
  if (!ofPhone && !ofEmail) return []
  return tx
    .select()
    .from(optOuts)
    .where(and(eq(optOuts.chainId, chainId), or(ofPhone, ofEmail)))
    .orderBy(desc(optOuts.id))
    .limit(50)
}
