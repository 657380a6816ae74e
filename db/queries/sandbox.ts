import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import type { DeliveryKey } from '#lib/core/client-ref.ts'

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
  /** The account that reports it. */
  provider: string
}

export type SandboxReceipt = {
  provider: string
  ref: string
  clientRef: string
  status: SandboxText['receiptStatus']
  detail: string
}

/** Takes texts in, each with its report. Safe to repeat: a text is its reference. */
export async function insertSandboxTexts(tx: Tx, texts: readonly SandboxText[]): Promise<void> {
  const column = (name: keyof SandboxText) => arrayLiteral(texts.map((text) => text[name]))
  await prepared(
    tx,
    sql`
    with t as (
      select * from unnest(${column('ref')}::text[], ${column('clientRef')}::text[], ${column('chainId')}::uuid[], ${column('deliveryId')}::uuid[],
        ${column('channel')}::text[], ${column('sender')}::text[], ${column('address')}::text[], ${column('subject')}::text[], ${column('body')}::text[],
        ${column('segments')}::smallint[], ${column('receiptStatus')}::text[], ${column('receiptDetail')}::text[], ${column('delaySeconds')}::float8[], ${column('provider')}::text[])
        as t (ref, client_ref, chain_id, delivery_id, channel, sender, address, subject, body, segments, status, detail, delay_seconds, provider)
    ), carried as (
      insert into sandbox_texts (ref, chain_id, delivery_id, channel, sender, address, subject, body, segments, receipt_status, receipt_due_at)
      select ref, chain_id, delivery_id, channel, sender, address, subject, body, segments, status, now() + make_interval(secs => delay_seconds) from t
      on conflict (ref) do nothing
      returning ref, receipt_due_at
    )
    insert into sandbox_receipts (ref, client_ref, status, detail, due_at, provider)
    select ref, client_ref, status, detail, receipt_due_at, provider from carried join t using (ref)`,
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
    returning provider, ref, client_ref as "clientRef", status, detail`,
  )
}

/** What the network calls the texts of some deliveries that it carried; null where only some parts of one were taken. */
export async function findSandboxRefs(tx: Tx, keys: readonly DeliveryKey[]): Promise<Map<string, string | null>> {
  const rows = await prepared<{ id: string; ref: string | null }>(
    tx,
    sql`
    select t.delivery_id as id,
      case when not exists (select from delivery_refs f where f.delivery_id = t.delivery_id and f.parts > 1) then t.ref end as ref
    from sandbox_texts t
    where t.delivery_id = any(${arrayLiteral(keys.map(({ deliveryId }) => deliveryId))}::uuid[])
      and t.chain_id = any(${arrayLiteral([...new Set(keys.map(({ chainId }) => chainId))])}::uuid[])`,
  )
  return new Map(rows.map(({ id, ref }) => [id, ref]))
}
