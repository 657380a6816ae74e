import { setSenderName as writeSenderName } from '#db/queries/sender-names.ts'
import type { SetSenderNameInput } from '#lib/activation/inputs.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/** Notes what came of a sender name in a country; the next batch that is taken carries the name in force (lib/core/sender-in-force.ts). */
export async function setSenderName(ctx: OperatorCtx, input: SetSenderNameInput): Promise<void> {
  const { chainId, country, name, status } = input
  await asOperator(async (tx) => {
    const before = await writeSenderName(tx, chainId, { country, name, status, staffId: ctx.staffId })
    await recordOperatorAudit(tx, ctx, chainId, {
      action: 'sender_name.set',
      entityId: chainId,
      before: before && { country, ...before },
      after: { country, name, status },
    })
  })
}
