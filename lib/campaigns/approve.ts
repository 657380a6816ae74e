import type * as z from 'zod'

import type { Approval } from '#db/queries/approvals.ts'
import { decideApproval } from '#db/queries/approvals.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { agreeAgain, requireSendingHours } from '#lib/campaigns/agree.ts'
import type { ApproveInput } from '#lib/campaigns/inputs.ts'
import { leaveLater, leaveNow } from '#lib/campaigns/leave.ts'
import { lockToDecide } from '#lib/campaigns/lock-to-decide.ts'
import { requireSendTime } from '#lib/campaigns/schedule.ts'
import type { Sent } from '#lib/campaigns/send.ts'
import { tellRequester } from '#lib/campaigns/tell-requester.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Sends what another person asked for: exactly what the approver has looked at, measured once more. What is different since then is
 * told, and asked about again. Of any number of approvals at the same moment one sends.
 *
 * @throws Refusal approval_own, approval_decided, campaign_changed_since_preview, and those of Send and Schedule
 */
export async function approveSend(ctx: Ctx, input: z.output<typeof ApproveInput>): Promise<Sent> {
  return inChain(ctx, async (tx) => {
    const { approval, campaign } = await lockToDecide(tx, ctx, input.approvalId)
    if (approval.requestedBy === ctx.staffId) throw new Refusal('approval_own')
    const time = timeOf(approval)
    const at = time && (await requireSendTime(tx, ctx, campaign, time))
    if (!at) await requireSendingHours(tx, campaign, ctx.now)
    const agreed = await agreeAgain(tx, ctx, campaign, input)

    const decision = { status: 'approved', decidedBy: ctx.staffId } as const
    if (!(await decideApproval(tx, ctx.chainId, approval.id, decision))) throw new Refusal('approval_decided')
    const leaving = { sendKey: approval.id, useReserve: input.useReserve, sentBy: approval.requestedBy }
    const held =
      time && at
        ? await leaveLater(tx, ctx, campaign, agreed, { ...leaving, ...time, at })
        : await leaveNow(tx, ctx, campaign, agreed, leaving)
    await tellRequester(tx, ctx, campaign, approval, { kind: 'approval-approved' })
    await recordAudit(tx, ctx, {
      action: 'approval.approve',
      entityId: campaign.id,
      after: { ...agreed, ...held, ...(at && { at }) },
    })
    return { campaignId: campaign.id, people: agreed.willGet, costMicro: agreed.costMicro }
  })
}

function timeOf({ sendAtLocal, sendAtZone }: Approval): { sendAtLocal: string; zone: string } | null {
  return sendAtLocal && sendAtZone ? { sendAtLocal, zone: sendAtZone } : null
}
