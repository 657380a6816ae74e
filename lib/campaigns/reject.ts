import type * as z from 'zod'

import type { Tx } from '#db/client.ts'
import type { Approval } from '#db/queries/approvals.ts'
import { decideApproval, findApproval } from '#db/queries/approvals.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { lockCampaign, moveCampaign } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { ApprovalIdInput, RejectInput } from '#lib/campaigns/inputs.ts'
import { lockToDecide } from '#lib/campaigns/lock-to-decide.ts'
import { tellRequester } from '#lib/campaigns/tell-requester.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Turns a request down with a reason; the campaign is a draft again.
 *
 * @throws Refusal not_found, forbidden, approval_own, approval_decided
 */
export async function rejectSend(ctx: Ctx, { approvalId, reason }: z.output<typeof RejectInput>): Promise<void> {
  await inChain(ctx, async (tx) => {
    const { approval, campaign } = await lockToDecide(tx, ctx, approvalId)
    if (approval.requestedBy === ctx.staffId) throw new Refusal('approval_own')
    await backToDraft(tx, ctx, campaign, approval, { status: 'rejected', reason })
    await tellRequester(tx, ctx, campaign, approval, { kind: 'approval-rejected', reason })
    await recordAudit(tx, ctx, { action: 'approval.reject', entityId: campaign.id, after: { reason } })
  })
}

/**
 * Takes one's own request back; the campaign is a draft again.
 *
 * @throws Refusal not_found, approval_decided
 */
export async function withdrawRequest(
  ctx: Ctx,
  { approvalId }: z.output<typeof ApprovalIdInput>,
): Promise<{ campaignId: string }> {
  return inChain(ctx, async (tx) => {
    const seen = await findApproval(tx, ctx.chainId, approvalId)
    if (!seen || seen.requestedBy !== ctx.staffId) throw new Refusal('not_found')
    const campaign = await lockCampaign(tx, ctx.chainId, seen.campaignId)
    if (campaign?.status !== 'awaiting_approval') throw new Refusal('approval_decided')
    await backToDraft(tx, ctx, campaign, seen, { status: 'withdrawn' })
    await recordAudit(tx, ctx, { action: 'approval.withdraw', entityId: campaign.id })
    return { campaignId: campaign.id }
  })
}

async function backToDraft(
  tx: Tx,
  { chainId, staffId }: Ctx,
  campaign: Campaign,
  approval: Approval,
  decision: { status: 'rejected'; reason: string } | { status: 'withdrawn' },
): Promise<void> {
  const decided = await decideApproval(tx, chainId, approval.id, { ...decision, decidedBy: staffId })
  const moved = await moveCampaign(tx, chainId, campaign.id, 'draft', { fingerprint: null, previewedAt: null })
  if (!decided || !moved) throw new Refusal('approval_decided')
}
