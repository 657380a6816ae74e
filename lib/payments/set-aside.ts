import { settleBankEntry } from '#db/queries/bank-entries.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import type { SetAsideInput } from '#lib/payments/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/** Takes an entry off the list that is no chain's payment: a refund from a supplier, say. It stays in its statement. */
export async function setAsideEntry(ctx: OperatorCtx, { entryId }: SetAsideInput): Promise<void> {
  await asOperator(async (tx) => {
    const entry = await settleBankEntry(tx, entryId, { status: 'set_aside' })
    if (!entry) throw new Refusal('entry_already_settled')
    const { amountMicro, currency } = entry
    await recordOperatorAudit(tx, ctx, null, {
      action: 'bank_entry.set_aside',
      entityId: entryId,
      after: { amountMicro, currency },
    })
  })
}
