import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'

// The sandbox's network: what it carried, and the reports that are on their way back.

export type SandboxText = {
  ref: string
  clientRef: string
  chainId: string
  deliveryId: string
  channel: 'sms' | 'email'
  sender: string
  address: string
  subject: string | null
  body: string
  segments: number
  receiptStatus: 'delivered' | 'undelivered' | 'expired'
  receiptDetail: string
  /** From its acceptance to its report. */
  delaySeconds: number
}

export type SandboxReceipt = { ref: string; clientRef: string; status: SandboxText['receiptStatus']; detail: string }

/** Takes texts in, each with its report. Safe to repeat: a text is its reference. */
export async function insertSandboxTexts(tx: Tx, texts: readonly SandboxText[]): Promise<void> {
  const column = (name: keyof SandboxText) => arrayLiteral(texts.map((text) => text[name]))
  await prepared(
    tx,
    sql`
    with t as (
      select * from unnest(${column('ref')}::text[], ${column('clientRef')}::text[], ${column('chainId')}::uuid[], ${column('deliveryId')}::uuid[],
        ${column('channel')}::text[], ${column('sender')}::text[], ${column('address')}::text[], ${column('subject')}::text[], ${column('body')}::text[],
        ${column('segments')}::smallint[], ${column('receiptStatus')}::text[], ${column('receiptDetail')}::text[], ${column('delaySeconds')}::float8[])
        as t (ref, client_ref, chain_id, delivery_id, channel, sender, address, subject, body, segments, status, detail, delay_seconds)
    ), carried as (
      insert into sandbox_texts (ref, chain_id, delivery_id, channel, sender, address, subject, body, segments, receipt_status, receipt_due_at)
      select ref, chain_id, delivery_id, channel, sender, address, subject, body, segments, status, now() + make_interval(secs => delay_seconds) from t
      on conflict (ref) do nothing
      returning ref, receipt_due_at
    )
    insert into sandbox_receipts (ref, client_ref, status, detail, due_at)
    select ref, client_ref, status, detail, receipt_due_at from carried join t using (ref)`,
  )
}

/** Takes reports that are due off the network; nobody waits for rows that another worker is taking. */
export async function takeSandboxReceipts(tx: Tx, limit: number): Promise<SandboxReceipt[]> {
  return prepared(
    tx,
    sql`
    delete from sandbox_receipts where ctid = any(array(
      select ctid from sandbox_receipts where due_at <= now() order by due_at limit ${limit} for update skip locked
    ))
    returning ref, client_ref as "clientRef", status, detail`,
  )
}
