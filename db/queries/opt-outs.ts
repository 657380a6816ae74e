import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { chains } from '#db/schema/chains.ts'
import type { Channel, How, Purpose } from '#db/schema/patients.ts'
import { contactLinks, optOuts } from '#db/schema/patients.ts'

export type OptOut = typeof optOuts.$inferSelect
export type OptOutPurpose = Purpose | 'all'
export type OptOutSource = OptOut['source']

/** A number or an address in one chain: whom a refusal covers, whoever of the family reads there. */
export type Contact = { chainId: string; channel: Channel; address: string }

export type ContactLink = Contact & {
  code: string
  chainName: string
  /** Of the text that the link came in, where known. */
  language: string | null
  chainLanguage: string
}

/** Whose link it is, in whichever chain; runs before a chain is known. */
export async function findContactLink(authTx: Tx, code: string): Promise<ContactLink | null> {
  const [link] = await authTx
    .select({
      code: contactLinks.code,
      chainId: contactLinks.chainId,
      channel: contactLinks.channel,
      address: contactLinks.address,
      language: contactLinks.language,
      chainName: chains.name,
      chainLanguage: chains.defaultLanguage,
    })
    .from(contactLinks)
    .innerJoin(chains, eq(chains.id, contactLinks.chainId))
    .where(eq(contactLinks.code, code))
  return link ?? null
}

/** The purposes that a number or an address refuses now. */
export async function listRefusedPurposes(tx: Tx, contact: Contact): Promise<OptOutPurpose[]> {
  const rows = await tx.select({ purpose: optOuts.purpose }).from(optOuts).where(inForce(contact))
  return rows.map(({ purpose }) => purpose)
}

/** Writes a refusal down, unless the same one is in force already: then null. */
export async function insertOptOut(
  tx: Tx,
  contact: Contact,
  values: Pick<typeof optOuts.$inferInsert, 'purpose' | 'source' | 'wording' | 'language' | 'recordedBy' | 'how'>,
): Promise<OptOut | null> {
  const [row] = await tx
    .insert(optOuts)
    .values({ ...contact, ...values })
    .onConflictDoNothing()
    .returning()
  return row ?? null
}

/** Ends refusals that are in force; the rows stay as evidence. Gives those it ended. */
export async function withdrawOptOuts(
  tx: Tx,
  contact: Contact,
  purposes: OptOutPurpose[],
  { source, by, how }: { source: OptOutSource; by: string | null; how: How | null },
): Promise<OptOut[]> {
  return tx
    .update(optOuts)
    .set({ withdrawnAt: sql`now()`, withdrawnSource: source, withdrawnBy: by, withdrawnHow: how })
    .where(and(inForce(contact), inArray(optOuts.purpose, purposes)))
    .returning()
}

export async function findOptOut(tx: Tx, chainId: string, optOutId: string): Promise<OptOut | null> {
  const [row] = await tx
    .select()
    .from(optOuts)
    .where(and(eq(optOuts.chainId, chainId), eq(optOuts.id, optOutId)))
  return row ?? null
}

function inForce({ chainId, channel, address }: Contact) {
  return and(
    eq(optOuts.chainId, chainId),
    eq(optOuts.channel, channel),
    eq(optOuts.address, address),
    isNull(optOuts.withdrawnAt),
  )
}

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
