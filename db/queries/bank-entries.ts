import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'

export type EntryReason = 'debit' | 'currency' | 'no_reference' | 'unknown_reference' | 'returned' | 'by_hand'
export type NewBankEntry = {
  entryRef: string
  bookedOn: string
  amountMicro: number
  currency: string
  payer: string
  remittance: string
  reference: string | null
  status: 'booked' | 'to_assign' | 'set_aside'
  reason: EntryReason | null
  chainId: string | null
}
export type BankEntry = Omit<NewBankEntry, 'status' | 'chainId'> & { id: string }

/** Whose reference numbers these bases are; a base nobody has is missing from the answer. */
export async function findChainsByReference(tx: Tx, bases: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.execute<{ base: string; chainId: string }>(sql`
    select reference_base::text as base, id as "chainId" from chains where reference_base = any(${arrayLiteral(bases)}::bigint[])`)
  return new Map(rows.map(({ base, chainId }) => [base, chainId]))
}

export async function insertStatement(
  tx: Tx,
  statement: { iban: string; statementRef: string; fileName: string; importedBy: string },
): Promise<string> {
  const { iban, statementRef, fileName, importedBy } = statement
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into bank_statements (iban, statement_ref, file_name, imported_by) values (${iban}, ${statementRef}, ${fileName}, ${importedBy}) returning id`)
  return row?.id ?? ''
}

export type StatementFigures = { entries: number; booked: number; toAssign: number; skipped: number; repeated: number }

export async function saveStatementFigures(tx: Tx, statementId: string, figures: StatementFigures): Promise<void> {
  const { entries, booked, toAssign, skipped, repeated } = figures
  await tx.execute(sql`
    update bank_statements set entries = ${entries}, booked = ${booked}, to_assign = ${toAssign}, skipped = ${skipped}, repeated = ${repeated}
    where id = ${statementId}`)
}

/** Writes the entries of a statement that no statement had before. @returns their ids by what the bank calls them */
export async function insertBankEntries(
  tx: Tx,
  { statementId, iban }: { statementId: string; iban: string },
  entries: readonly NewBankEntry[],
): Promise<Map<string, string>> {
  const column = (name: keyof NewBankEntry) => arrayLiteral(entries.map((entry) => entry[name]))
  const rows = await tx.execute<{ id: string; entryRef: string }>(sql`
    insert into bank_entries (statement_id, iban, entry_ref, booked_on, amount_micro, currency, payer, remittance, reference, status, reason, chain_id)
    select ${statementId}::uuid, ${iban}, * from unnest(${column('entryRef')}::text[], ${column('bookedOn')}::date[], ${column('amountMicro')}::bigint[],
      ${column('currency')}::text[], ${column('payer')}::text[], ${column('remittance')}::text[], ${column('reference')}::text[],
      ${column('status')}::text[], ${column('reason')}::text[], ${column('chainId')}::uuid[])
    on conflict (iban, entry_ref) do nothing
    returning id, entry_ref as "entryRef"`)
  return new Map(rows.map(({ id, entryRef }) => [entryRef, id]))
}

/** Takes an entry that waits for somebody out of the list; null when somebody else was first. */
export async function settleBankEntry(
  tx: Tx,
  entryId: string,
  to: { status: 'booked'; chainId: string } | { status: 'set_aside' },
): Promise<{ amountMicro: number; bookedOn: string; remittance: string; currency: string } | null> {
  const chainId = to.status === 'booked' ? to.chainId : null
  const [row] = await tx.execute<{ amountMicro: number; bookedOn: string; remittance: string; currency: string }>(sql`
    update bank_entries set status = ${to.status}, chain_id = ${chainId}::uuid, reason = 'by_hand'
    where id = ${entryId} and status = 'to_assign'
    returning amount_micro as "amountMicro", booked_on::text as "bookedOn", remittance, currency`)
  return row ?? null
}

export async function listEntriesToAssign(tx: Tx, limit: number): Promise<BankEntry[]> {
  return tx.execute<BankEntry>(sql`
    select id, entry_ref as "entryRef", booked_on::text as "bookedOn", amount_micro as "amountMicro", currency, payer, remittance, reference, reason
    from bank_entries where status = 'to_assign' order by id limit ${limit}`)
}

export type BankStatement = StatementFigures & {
  id: string
  iban: string
  statementRef: string
  fileName: string
  importedAt: string
}

export async function listStatements(tx: Tx, limit: number): Promise<BankStatement[]> {
  return tx.execute<BankStatement>(sql`
    select id, iban, statement_ref as "statementRef", file_name as "fileName", entries, booked, to_assign as "toAssign", skipped, repeated,
      to_json(imported_at) #>> '{}' as "importedAt"
    from bank_statements order by id desc limit ${limit}`)
}
