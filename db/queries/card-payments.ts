import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

export type Checkout = {
  chainId: string
  id: string
  invoiceId: string
  amountMicro: number
  status: 'open' | 'paid' | 'expired'
  sessionRef: string | null
  url: string | null
  begunBy: string
}

const COLUMNS = sql`chain_id as "chainId", id, invoice_id as "invoiceId", amount_micro as "amountMicro", status, session_ref as "sessionRef", url,
  begun_by as "begunBy"`

/** The checkout of an invoice's sum that is open, or a new one; one that is older than the card service keeps it is closed first. */
export async function openCheckout(
  tx: Tx,
  chainId: string,
  checkout: { invoiceId: string; amountMicro: number; begunBy: string },
  keptHours: number,
): Promise<Checkout> {
  const { invoiceId, amountMicro, begunBy } = checkout
  await tx.execute(sql`
    update card_checkouts set status = 'expired'
    where chain_id = ${chainId} and invoice_id = ${invoiceId} and status = 'open' and begun_at < now() - make_interval(hours => ${keptHours}::int)`)
  const [row] = await tx.execute<Checkout>(sql`
    insert into card_checkouts (chain_id, invoice_id, amount_micro, begun_by) values (${chainId}, ${invoiceId}, ${amountMicro}, ${begunBy})
    on conflict (chain_id, invoice_id, amount_micro) where status = 'open' do update set begun_by = card_checkouts.begun_by
    returning ${COLUMNS}`)
  if (!row) throw new Error('the checkout was not written')
  return row
}

/** Notes what the card service calls a checkout. */
export async function noteCheckoutSession(
  tx: Tx,
  { chainId, id }: { chainId: string; id: string },
  session: { ref: string; url: string },
): Promise<void> {
  await tx.execute(sql`
    update card_checkouts set session_ref = ${session.ref}, url = ${session.url} where chain_id = ${chainId} and id = ${id}`)
}

/** A checkout, whichever chain's; nobody else books it until the transaction ends. */
export async function lockCheckout(tx: Tx, id: string): Promise<Checkout | null> {
  const [row] = await tx.execute<Checkout>(sql`select ${COLUMNS} from card_checkouts where id = ${id} for update`)
  return row ?? null
}

export async function closeCheckout(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`update card_checkouts set status = 'paid', paid_at = now() where id = ${id}`)
}

export type CardReason = 'unknown_checkout' | 'wrong_amount' | 'wrong_currency' | 'paid_twice' | 'refunded' | 'disputed'
export type CardVerdict = {
  outcome: 'booked' | 'nothing' | 'to_look'
  reason: CardReason | null
  checkoutId: string | null
}

/** Notes that an event came; false when it had come before. Whoever gets the same event meanwhile waits here. */
export async function insertCardEvent(
  tx: Tx,
  event: { id: string; kind: string; amountMicro: number | null; currency: string | null },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into card_events (id, kind, amount_micro, currency, outcome)
    values (${event.id}, ${event.kind}, ${event.amountMicro}, ${event.currency}, 'nothing') on conflict do nothing returning id`)
  return rows.length > 0
}

export async function saveCardVerdict(
  tx: Tx,
  eventId: string,
  { outcome, reason, checkoutId }: CardVerdict,
): Promise<void> {
  await tx.execute(sql`
    update card_events set outcome = ${outcome}, reason = ${reason}, checkout_id = ${checkoutId}::uuid where id = ${eventId}`)
}

export type CardEventToLook = {
  id: string
  reason: CardReason
  amountMicro: number | null
  currency: string | null
  receivedAt: string
  chainName: string | null
  invoiceNumber: number | null
}

/** What a person has to look at, oldest first. */
export async function listCardEventsToLook(tx: Tx, limit: number): Promise<CardEventToLook[]> {
  return tx.execute<CardEventToLook>(sql`
    select e.id, e.reason, e.amount_micro as "amountMicro", e.currency, to_json(e.received_at) #>> '{}' as "receivedAt", c.name as "chainName",
      i.number as "invoiceNumber"
    from card_events e
    left join card_checkouts k on k.id = e.checkout_id
    left join chains c on c.id = k.chain_id
    left join invoices i on i.chain_id = k.chain_id and i.id = k.invoice_id
    where e.reason is not null and e.settled_at is null order by e.received_at limit ${limit}`)
}

/** False when somebody else was first. */
export async function settleCardEvent(tx: Tx, eventId: string, staffId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    update card_events set settled_by = ${staffId}, settled_at = now() where id = ${eventId} and reason is not null and settled_at is null returning id`)
  return rows.length > 0
}
