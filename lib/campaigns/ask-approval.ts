import type * as z from 'zod'

import type { Tx } from '#db/client.ts'
import { findStaffContact, insertApproval, listApprovers, withdrawWaiting } from '#db/queries/approvals.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { lockCampaign, moveCampaign } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { agreeAgain } from '#lib/campaigns/agree.ts'
import type { Agreement } from '#lib/campaigns/agreement.ts'
import { requireDebtAgreed } from '#lib/campaigns/debt.ts'
import type { AskApprovalInput } from '#lib/campaigns/inputs.ts'
import { agreedColumns } from '#lib/campaigns/leave.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import { requireSendTime } from '#lib/campaigns/schedule.ts'
import { enqueueLetters } from '#lib/letters/enqueue.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Asks a second person to send a draft, at once or at a time. From now on nobody changes its texts or its audience; what was seen is
 * kept beside the request. Who may compose may ask: that somebody else sends is the point. No money is held before it is approved.
 *
 * @throws Refusal campaign_not_sendable, approval_nobody, and those of `sendCampaign` about figures and times
 */
export async function askApproval(ctx: Ctx, input: z.output<typeof AskApprovalInput>): Promise<{ approvalId: string }> {
  return inChain(ctx, async (tx) => {
    const campaign = requireActable(ctx, await lockCampaign(tx, ctx.chainId, input.campaignId))
    if (campaign.status !== 'draft') throw new Refusal('campaign_not_sendable', { status: campaign.status })
    const time = input.sendAtLocal ? { sendAtLocal: input.sendAtLocal, sendAtZone: input.zone } : null
    if (time) await requireSendTime(tx, ctx, campaign, { sendAtLocal: time.sendAtLocal, zone: input.zone })
    const agreed = await agreeAgain(tx, ctx, campaign, input)
    await requireDebtAgreed(tx, ctx, campaign, input)

    await withdrawWaiting(tx, ctx.chainId, campaign.id)
    const moved = await moveCampaign(tx, ctx.chainId, campaign.id, 'awaiting_approval', agreedColumns(agreed))
    if (!moved) throw new Refusal('campaign_not_sendable', { status: campaign.status })
    const approvalId = await insertApproval(tx, {
      ...{ chainId: ctx.chainId, campaignId: campaign.id, requestedBy: ctx.staffId ?? '', agreed },
      ...{ debtAgreed: input.debtAgreed ?? false, ...time },
    })
    await tellApprovers(tx, ctx, { campaign, agreed, approvalId })
    await recordAudit(tx, ctx, { action: 'approval.ask', entityId: campaign.id, after: { ...agreed, ...time } })
    return { approvalId }
  })
}

async function tellApprovers(
  tx: Tx,
  ctx: Ctx,
  { campaign, agreed, approvalId }: { campaign: Campaign; agreed: Agreement; approvalId: string },
): Promise<void> {
  const approvers = await listApprovers(tx, ctx.chainId, { clinicIds: campaign.senderClinicIds, exceptId: ctx.staffId })
  if (approvers.length === 0) throw new Refusal('approval_nobody')
  const requester = (await findStaffContact(tx, ctx.chainId, ctx.staffId ?? ''))?.name ?? ''
  const { willGet: people, costMicro } = agreed
  const params = { requester, campaign: campaign.name, people, costMicro, path: `/approvals/${approvalId}` }
  await enqueueLetters(
    tx,
    approvers.map(({ email: to, locale }) => ({ to, locale, kind: 'approval-asked' as const, params })),
  )
}
