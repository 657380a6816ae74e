import { saveSeller } from '#db/queries/invoices.ts'
import type { SaveSellerInput } from '#lib/payments/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/** Who issues invoices from now on; those issued keep the seller they were issued with. */
export async function changeSeller(_ctx: OperatorCtx, seller: SaveSellerInput): Promise<void> {
  await asOperator((tx) => saveSeller(tx, seller))
}
