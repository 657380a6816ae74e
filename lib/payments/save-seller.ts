import { findSeller, saveSeller } from '#db/queries/invoices.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import type { SaveSellerInput } from '#lib/payments/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/** Who issues invoices from now on; those issued keep the seller they were issued with. */
export async function changeSeller(ctx: OperatorCtx, seller: SaveSellerInput): Promise<void> {
  await asOperator(async (tx) => {
    const before = await findSeller(tx)
    await saveSeller(tx, seller)
    await recordOperatorAudit(tx, ctx, null, { action: 'seller.change', before, after: seller })
  })
}
