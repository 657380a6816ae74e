import { settleBankEntry } from '#db/queries/bank-entries.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import { bookBankPayments } from '#lib/payments/book-bank-payments.ts'
import type { AssignEntryInput } from '#lib/payments/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/**
 * Says whose a payment is that came without a known reference number, and books it.
 *
 * @throws Refusal entry_already_settled when somebody else was first
 */
export async function assignEntry(ctx: OperatorCtx, { entryId, chainId }: AssignEntryInput): Promise<void> {
  await asOperator(async (tx) => {
    const entry = await settleBankEntry(tx, entryId, { status: 'booked', chainId })
    if (!entry) throw new Refusal('entry_already_settled')
    await bookBankPayments(tx, [{ chainId, bankEntryId: entryId, ...entry }], ctx.staffId)
    await recordOperatorAudit(tx, ctx, chainId, {
      action: 'payment.assign',
      entityId: entryId,
      after: { amountMicro: entry.amountMicro },
    })
  })
}
