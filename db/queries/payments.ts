import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { InvoiceState } from '#lib/core/vat.ts'

export type OpenInvoice = InvoiceState & { id: string; chainId: string; number: number }
export type NewPayment = {
  chainId: string
  grossMicro: number
  netMicro: number
  vatBasisPoints: number
  invoiceId: string | null
  toInvoiceMicro: number
  toInvoiceNetMicro: number
  /** Where the money is known from: one of the two. */
  bankEntryId: string | null
  checkoutId: string | null
  paidOn: string
  note: string
}

/** What chains have still to pay, oldest first; nobody else books on these invoices until the transaction ends. */
export async function lockOpenInvoices(tx: Tx, chainIds: readonly string[]): Promise<OpenInvoice[]> {
  return tx.execute<OpenInvoice>(sql`
    select id, chain_id as "chainId", number, gross_micro as "grossMicro", net_micro as "netMicro", paid_micro as "paidMicro", credited_micro as "creditedMicro"
    from invoices where chain_id = any(${arrayLiteral(chainIds)}::uuid[]) and paid_micro < gross_micro order by chain_id, id for update`)
}

/** Writes payments that a bank or a card service told of, their entries in the ledger, and what they add to accounts and invoices, in one statement. */
export async function insertPayments(
  tx: Tx,
  source: 'bank' | 'card',
  payments: readonly NewPayment[],
  enteredBy: string,
): Promise<void> {
  if (payments.length === 0) return
  const column = (name: keyof NewPayment) => arrayLiteral(payments.map((payment) => payment[name]))
  await tx.execute(sql`
    with new as materialized (
      select * from unnest(${column('chainId')}::uuid[], ${column('grossMicro')}::bigint[], ${column('netMicro')}::bigint[], ${column('vatBasisPoints')}::int[],
        ${column('invoiceId')}::uuid[], ${column('toInvoiceMicro')}::bigint[], ${column('toInvoiceNetMicro')}::bigint[], ${column('bankEntryId')}::uuid[],
        ${column('checkoutId')}::uuid[],
        ${column('paidOn')}::date[], ${column('note')}::text[])
        as t (chain_id, gross_micro, net_micro, vat_basis_points, invoice_id, to_invoice_micro, to_invoice_net_micro, bank_entry_id, checkout_id, paid_on, note)
    ), payment as (
      insert into payments (chain_id, source, status, gross_micro, net_micro, vat_basis_points, invoice_id, to_invoice_micro, to_invoice_net_micro,
        bank_entry_id, checkout_id, paid_on, note, entered_by)
      select chain_id, ${source}, 'booked', gross_micro, net_micro, vat_basis_points, invoice_id, to_invoice_micro, to_invoice_net_micro, bank_entry_id, checkout_id, paid_on, note,
        ${enteredBy}::uuid from new
      returning chain_id, id, net_micro, note
    ), entry as (
      insert into ledger_entries (chain_id, kind, amount_micro, fact_key, note, payment_id, staff_id)
      select chain_id, 'top_up', net_micro, 'payment ' || id, nullif(note, ''), id, ${enteredBy}::uuid from payment
      returning chain_id, amount_micro
    ), invoice as (
      update invoices i set paid_micro = i.paid_micro + n.gross, credited_micro = i.credited_micro + n.net
      from (select chain_id, invoice_id, sum(to_invoice_micro) as gross, sum(to_invoice_net_micro) as net from new where invoice_id is not null group by 1, 2) as n
      where i.chain_id = n.chain_id and i.id = n.invoice_id
    )
    insert into accounts as account (chain_id, available_micro, topped_up_micro)
    select chain_id, sum(amount_micro), sum(amount_micro) from entry group by 1 order by 1
    on conflict (chain_id) do update set
      available_micro = account.available_micro + excluded.available_micro - least(account.owed_micro, excluded.available_micro),
      owed_micro = account.owed_micro - least(account.owed_micro, excluded.available_micro),
      topped_up_micro = account.topped_up_micro + excluded.topped_up_micro, updated_at = now()`)
}

export async function insertHandPayment(
  tx: Tx,
  payment: {
    chainId: string
    source: 'hand' | 'correction'
    grossMicro: number
    netMicro: number
    vatBasisPoints: number
    paidOn: string
    note: string
    enteredBy: string
  },
): Promise<string> {
  const { chainId, source, grossMicro, netMicro, vatBasisPoints, paidOn, note, enteredBy } = payment
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into payments (chain_id, source, status, gross_micro, net_micro, vat_basis_points, paid_on, note, entered_by)
    values (${chainId}, ${source}, 'waiting', ${grossMicro}, ${netMicro}, ${vatBasisPoints}, ${paidOn}, ${note}, ${enteredBy}) returning id`)
  return row?.id ?? ''
}

export type Payment = {
  id: string
  chainId: string
  chainName: string
  source: 'bank' | 'card' | 'hand' | 'correction'
  status: 'waiting' | 'booked' | 'refused' | 'reversed'
  grossMicro: number
  netMicro: number
  vatBasisPoints: number
  invoiceId: string | null
  invoiceNumber: number | null
  /** What its invoice had no need of, or all of it where there was none to pay. */
  surplusMicro: number
  paidOn: string
  note: string
  enteredBy: string
  enteredByName: string | null
  decidedByName: string | null
}

const PAYMENT = sql`
  p.id, p.chain_id as "chainId", c.name as "chainName", p.source, p.status, p.gross_micro as "grossMicro", p.net_micro as "netMicro",
  p.vat_basis_points as "vatBasisPoints", p.invoice_id as "invoiceId", i.number as "invoiceNumber",
  case when p.source in ('bank', 'card') then p.gross_micro - p.to_invoice_micro else 0 end as "surplusMicro", p.paid_on::text as "paidOn", p.note,
  p.entered_by as "enteredBy", e.name as "enteredByName", d.name as "decidedByName"
  from payments p join chains c on c.id = p.chain_id
  left join invoices i on i.chain_id = p.chain_id and i.id = p.invoice_id
  left join staff e on e.id = p.entered_by left join staff d on d.id = p.decided_by`

export async function listWaitingPayments(tx: Tx, limit: number): Promise<Payment[]> {
  return tx.execute<Payment>(sql`select ${PAYMENT} where p.status = 'waiting' order by p.id limit ${limit}`)
}

/** All others, newest first, older than one of them. */
export async function listDecidedPayments(
  tx: Tx,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<Payment[]> {
  return tx.execute<Payment>(sql`
    select ${PAYMENT} where p.status <> 'waiting' ${before ? sql`and p.id < ${before}::uuid` : sql``} order by p.id desc limit ${limit}`)
}

/** A payment that nobody else decides about until the transaction ends. */
export async function lockPayment(
  tx: Tx,
  paymentId: string,
): Promise<Omit<Payment, 'chainName' | 'invoiceNumber' | 'enteredByName' | 'decidedByName'> | null> {
  const [row] = await tx.execute<Payment>(sql`
    select id, chain_id as "chainId", source, status, gross_micro as "grossMicro", net_micro as "netMicro", vat_basis_points as "vatBasisPoints",
      invoice_id as "invoiceId", paid_on::text as "paidOn", note, entered_by as "enteredBy"
    from payments where id = ${paymentId} for update`)
  return row ?? null
}

export async function decidePayment(
  tx: Tx,
  { chainId, id }: { chainId: string; id: string },
  { status, decidedBy }: { status: 'booked' | 'refused' | 'reversed'; decidedBy: string },
): Promise<void> {
  await tx.execute(sql`
    update payments set status = ${status}, decided_by = ${decidedBy}, decided_at = now() where chain_id = ${chainId} and id = ${id}`)
}

/** A payment taken back is no payment of its invoice any more; what of it went there is open again. */
export async function reopenInvoice(tx: Tx, { chainId, id }: { chainId: string; id: string }): Promise<void> {
  await tx.execute(sql`
    update invoices i set paid_micro = i.paid_micro - p.to_invoice_micro, credited_micro = i.credited_micro - p.to_invoice_net_micro
    from payments p where p.chain_id = ${chainId} and p.id = ${id} and i.chain_id = p.chain_id and i.id = p.invoice_id`)
}

/** Whom a payment may be for, by name. */
export async function listChainNames(tx: Tx): Promise<{ id: string; name: string; referenceBase: number }[]> {
  return tx.execute<{ id: string; name: string; referenceBase: number }>(sql`
    select id, name, reference_base as "referenceBase" from chains order by name limit 2000`)
}
