import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { VatRate } from '#lib/core/vat.ts'

export type Seller = {
  name: string
  registryCode: string
  vatNumber: string | null
  address: string
  iban: string
  bank: string
  email: string
}
export type Invoice = {
  id: string
  number: number
  reference: string
  buyer: string
  seller: Seller
  locale: 'et' | 'en' | 'ru'
  netMicro: number
  vatBasisPoints: number
  vatMicro: number
  grossMicro: number
  paidMicro: number
  issuedOn: string
  dueOn: string
}

const COLUMNS = sql`id, number, reference, buyer, seller, locale, net_micro as "netMicro", vat_basis_points as "vatBasisPoints", vat_micro as "vatMicro",
  gross_micro as "grossMicro", paid_micro as "paidMicro", issued_on::text as "issuedOn", due_on::text as "dueOn"`

export async function findSeller(tx: Tx): Promise<Seller | null> {
  const [row] = await tx.execute<Seller>(sql`
    select name, registry_code as "registryCode", vat_number as "vatNumber", address, iban, bank, email from seller`)
  return row ?? null
}

export async function saveSeller(tx: Tx, seller: Seller): Promise<void> {
  const { name, registryCode, vatNumber, address, iban, bank, email } = seller
  await tx.execute(sql`
    insert into seller (name, registry_code, vat_number, address, iban, bank, email)
    values (${name}, ${registryCode}, ${vatNumber}, ${address}, ${iban}, ${bank}, ${email})
    on conflict (only_one) do update set name = excluded.name, registry_code = excluded.registry_code, vat_number = excluded.vat_number,
      address = excluded.address, iban = excluded.iban, bank = excluded.bank, email = excluded.email, changed_at = now()`)
}

export async function listVatRates(tx: Tx, location: string): Promise<VatRate[]> {
  return tx.execute<VatRate>(sql`
    select basis_points as "basisPoints", valid_from::text as "validFrom" from vat_rates where location = ${location}`)
}

export async function findReferenceBase(tx: Tx, chainId: string): Promise<number | null> {
  const [row] = await tx.execute<{ base: number }>(sql`select reference_base as base from chains where id = ${chainId}`)
  return row?.base ?? null
}

type NewInvoice = Omit<Invoice, 'id' | 'number' | 'paidMicro'> & { chainId: string; issuedBy: string | null }

export async function insertInvoice(tx: Tx, invoice: NewInvoice): Promise<Invoice> {
  const { chainId, reference, buyer, seller, locale, netMicro, vatBasisPoints, vatMicro, grossMicro } = invoice
  const [row] = await tx.execute<Invoice>(sql`
    insert into invoices (chain_id, reference, buyer, seller, locale, net_micro, vat_basis_points, vat_micro, gross_micro, issued_on, due_on, issued_by)
    values (${chainId}, ${reference}, ${buyer}, ${JSON.stringify(seller)}::text::jsonb, ${locale}, ${netMicro}, ${vatBasisPoints}, ${vatMicro}, ${grossMicro},
      ${invoice.issuedOn}, ${invoice.dueOn}, ${invoice.issuedBy})
    returning ${COLUMNS}`)
  if (!row) throw new Error('the invoice was not written')
  return row
}

export async function findInvoice(tx: Tx, chainId: string, invoiceId: string): Promise<Invoice | null> {
  const [row] = await tx.execute<Invoice>(sql`
    select ${COLUMNS} from invoices where chain_id = ${chainId} and id = ${invoiceId}`)
  return row ?? null
}

/** Newest first, older than one of them. */
export async function listInvoices(
  tx: Tx,
  chainId: string,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<Invoice[]> {
  return tx.execute<Invoice>(sql`
    select ${COLUMNS} from invoices where chain_id = ${chainId} ${before ? sql`and id < ${before}::uuid` : sql``} order by id desc limit ${limit}`)
}
