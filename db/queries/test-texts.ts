import { and, eq, inArray, isNull, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { wordings } from '#db/schema/campaigns.ts'
import { batches, deliveries } from '#db/schema/deliveries.ts'
import { optOuts } from '#db/schema/patients.ts'
import { staff } from '#db/schema/staff.ts'
import { wholeChain } from '#db/whole-chain.ts'
import type { Wording } from '#lib/core/delivery-text.ts'

const FIRST = 1
const VALID = sql`now() + interval '1 hour'`

export async function findStaffContact(tx: Tx, chainId: string, staffId: string) {
  const [row] = await tx
    .select({ phone: staff.phone, email: staff.email })
    .from(staff)
    .where(and(eq(staff.chainId, chainId), eq(staff.id, staffId)))
    .limit(1)
  return row ?? null
}

/** How many test texts somebody has sent themselves of late, by the audit log, whose ids rise with time. */
export async function countTestSends(
  tx: Tx,
  chainId: string,
  { staffId, seconds }: { staffId: string | null; seconds: number },
): Promise<number> {
  const [row] = await tx.execute<{ tests: number }>(sql`
    select count(*)::int as tests from audit_log
    where chain_id = ${chainId} and id > ${earliestIdOf(Date.now() - seconds * 1000)}::uuid
      and staff_id = ${staffId}::uuid and action = 'campaign.test_send'`)
  return row?.tests ?? 0
}

/** The least of the ids (UUID v7) that are made at an instant or later. */
function earliestIdOf(atMs: number): string {
  const hex = Math.max(0, atMs).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** Of anybody's number or address, a patient's or not. */
export async function isOptedOut(
  tx: Tx,
  chainId: string,
  { channel, address, purposes }: { channel: 'sms' | 'email'; address: string; purposes: readonly string[] },
): Promise<boolean> {
  const rows = await tx
    .select({ id: optOuts.id })
    .from(wholeChain.optOuts)
    .where(
      and(
        eq(optOuts.chainId, chainId),
        eq(optOuts.channel, channel),
        eq(optOuts.address, address),
        inArray(optOuts.purpose, [...purposes] as (typeof optOuts.$inferSelect)['purpose'][]),
        isNull(optOuts.withdrawnAt),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** The code of a number's or address's link, made where it has none. Whoever writes to themselves is no patient of a clinic's. */
export async function findContactLink(
  tx: Tx,
  chainId: string,
  { channel, address, language }: { channel: 'sms' | 'email'; address: string; language: string },
): Promise<string> {
  const [link] = await tx.execute<{ code: string }>(sql`
    insert into whole_chain.contact_links as link (chain_id, channel, address, language) values (${chainId}, ${channel}, ${address}, ${language})
    on conflict (chain_id, channel, address) do update set language = link.language
    returning code`)
  if (!link) throw new Error('the link was not written')
  return link.code
}

/** Writes one text to somebody of the staff, in a batch of its own that goes before all others. */
export async function insertTestText(
  tx: Tx,
  text: {
    chainId: string
    month: string
    wording: Wording
    params: string[]
    address: string
    country: string | null
    segments: number
    priceMicro: number
    holdId: string
  },
): Promise<void> {
  const { chainId, month, wording, params, address, country, segments, priceMicro, holdId } = text
  const { channel, language } = wording
  const [frozen] = await tx
    .insert(wordings)
    .values({ chainId, ...wording })
    .returning({ id: wordings.id })
  const [delivery] = await tx
    .insert(deliveries)
    .values({
      ...{ chainId, month, channel, language, params, address, country, segments, priceMicro },
      kind: 'test',
      wordingId: frozen?.id ?? '',
      validUntil: VALID as unknown as Date,
    })
    .returning({ id: deliveries.id })
  const deliveryId = delivery?.id ?? ''
  const batch = { firstId: deliveryId, lastId: deliveryId, size: 1, priority: FIRST }
  await tx.insert(batches).values({ chainId, month, channel, kind: 'test', holdId, ...batch })
}
