import { findChain, updateApprovalLimit } from '#db/queries/chains.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { ChangeApprovalsInput } from '#lib/chains/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Sets from how many people, or how much money, on a send needs a second person. What waits already goes on waiting. */
export async function changeApprovals(
  ctx: Ctx,
  { people: approvalPeople, euros: approvalMicro }: ChangeApprovalsInput,
): Promise<void> {
  await inChain(ctx, async (tx) => {
    const before = await findChain(tx, ctx.chainId)
    if (!before) throw new Refusal('not_found')
    await updateApprovalLimit(tx, ctx.chainId, { approvalPeople, approvalMicro })
    await recordAudit(tx, ctx, {
      action: 'chain.change-approvals',
      entityId: ctx.chainId,
      before: { approvalPeople: before.approvalPeople, approvalMicro: before.approvalMicro },
      after: { approvalPeople, approvalMicro },
    })
  })
}
