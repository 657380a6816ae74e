import type { Tx } from '#db/client.ts'
import type { NewBankEntry, StatementFigures } from '#db/queries/bank-entries.ts'
import {
  findChainsByReference,
  insertBankEntries,
  insertStatement,
  saveStatementFigures,
} from '#db/queries/bank-entries.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import { baseOfReference } from '#lib/core/reference-number.ts'
import { bookBankPayments } from '#lib/payments/book-bank-payments.ts'
import type { Statement } from '#lib/payments/camt053.ts'
import { readCamt053 } from '#lib/payments/camt053.ts'
import { CURRENCY } from '#lib/payments/seller-location.ts'
import type { StatementEntry } from '#lib/payments/statement-entry.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

const NOTHING: StatementFigures = { entries: 0, booked: 0, toAssign: 0, skipped: 0, repeated: 0 }

/**
 * Books the payments of a bank's statement: those with a chain's reference number by themselves, others wait for somebody to say whose
 * they are. Debits, other currencies and what is only expected are kept and said, and not booked. The file is read before the
 * transaction begins; all of it is booked or none.
 *
 * Safe to repeat: an entry that any statement of the account had before counts as repeated and changes nothing.
 *
 * @throws Refusal statement_unreadable, statement_too_large, statement_not_camt053
 */
export async function importStatement(
  ctx: OperatorCtx,
  { fileName, pieces }: { fileName: string; pieces: AsyncIterable<Uint8Array> },
): Promise<StatementFigures> {
  const statements = await readCamt053(pieces)
  return asOperator(async (tx) => {
    let total = NOTHING
    for (const statement of statements) total = added(total, await bookStatement(tx, ctx, statement, fileName))
    return total
  })
}

async function bookStatement(
  tx: Tx,
  ctx: OperatorCtx,
  statement: Statement,
  fileName: string,
): Promise<StatementFigures> {
  const { iban, statementRef } = statement
  const entries = distinct(statement.entries.filter(({ isBooked }) => isBooked))
  const bases = new Map(entries.map((entry) => [entry, baseOf(entry)]))
  const known = Array.from(new Set(bases.values())).filter((base) => base !== null)
  const chains = await findChainsByReference(tx, known)
  const judged = entries.map((entry) => judge(entry, chains.get(bases.get(entry) ?? '') ?? null))

  const statementId = await insertStatement(tx, {
    iban,
    statementRef,
    fileName: fileName.slice(0, 200),
    importedBy: ctx.staffId,
  })
  const ids = await insertBankEntries(tx, { statementId, iban }, judged)
  const fresh = judged.filter(({ entryRef }) => ids.has(entryRef))
  await bookBankPayments(
    tx,
    fresh.flatMap(({ status, chainId, entryRef, ...entry }) => {
      const bankEntryId = ids.get(entryRef)
      return status === 'booked' && chainId && bankEntryId ? [{ ...entry, chainId, bankEntryId }] : []
    }),
    ctx.staffId,
  )
  const count = (status: NewBankEntry['status']) => fresh.filter((entry) => entry.status === status).length
  const expected = statement.entries.length - entries.length
  const figures = {
    entries: statement.entries.length,
    booked: count('booked'),
    toAssign: count('to_assign'),
    skipped: count('set_aside') + expected,
    repeated: entries.length - fresh.length,
  }
  await saveStatementFigures(tx, statementId, figures)
  await recordOperatorAudit(tx, ctx, null, {
    action: 'statement.import',
    entityId: statementId,
    after: { statementRef, ...figures },
  })
  return figures
}

// What is only expected is not kept: it comes again, under the same name, once it is booked. One name for two different movements is
// told apart by their order; the same movement told twice is one.
function distinct(entries: readonly StatementEntry[]): StatementEntry[] {
  const byName = Map.groupBy(entries, ({ entryRef }) => entryRef)
  return Array.from(byName.values()).flatMap((same) => {
    const different = Array.from(new Map(same.map((entry) => [JSON.stringify(entry), entry])).values())
    return different.map((entry, index) =>
      index === 0 ? entry : { ...entry, entryRef: `${entry.entryRef}#${index + 1}` },
    )
  })
}

function judge({ isBooked: _booked, isReturn, ...entry }: StatementEntry, chainId: string | null): NewBankEntry {
  const aside = (reason: NewBankEntry['reason']): NewBankEntry => ({
    ...entry,
    status: 'set_aside',
    reason,
    chainId: null,
  })
  if (entry.amountMicro <= 0) return aside('debit')
  if (isReturn) return aside('returned')
  if (entry.currency !== CURRENCY) return aside('currency')
  if (chainId) return { ...entry, status: 'booked', reason: null, chainId }
  return {
    ...entry,
    status: 'to_assign',
    reason: entry.reference ? 'unknown_reference' : 'no_reference',
    chainId: null,
  }
}

// Some payers write it into the text: alone, or after its name. A number among others may be anything.
function baseOf({ reference, remittance }: StatementEntry): string | null {
  if (reference) return baseOfReference(reference)
  const written = /^\s*(?:(?:viitenumber|viitenr|reference|ref|номер ссылки)[\s.:]*)?(\d[\d ]{1,25})\s*$/iu.exec(
    remittance,
  )
  return written?.[1] ? baseOfReference(written[1]) : null
}

function added(a: StatementFigures, b: StatementFigures): StatementFigures {
  return {
    entries: a.entries + b.entries,
    booked: a.booked + b.booked,
    toAssign: a.toAssign + b.toAssign,
    skipped: a.skipped + b.skipped,
    repeated: a.repeated + b.repeated,
  }
}
