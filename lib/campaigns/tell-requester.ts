import type { Tx } from '#db/client.ts'
import type { Approval } from '#db/queries/approvals.ts'
import { findStaffContact } from '#db/queries/approvals.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { enqueueLetter } from '#lib/letters/enqueue.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** A letter to who asked for a send about what was decided; none to somebody who no longer works here. */
export async function tellRequester(
  tx: Tx,
  ctx: Ctx,
  campaign: Campaign,
  { requestedBy }: Approval,
  decision: { kind: 'approval-approved' } | { kind: 'approval-rejected'; reason: string },
): Promise<void> {
  const requester = await findStaffContact(tx, ctx.chainId, requestedBy)
  if (!requester?.active) return
  const approver = (await findStaffContact(tx, ctx.chainId, ctx.staffId ?? ''))?.name ?? ''
  const { email: to, locale } = requester
  const params = { approver, campaign: campaign.name, path: `/campaigns/${campaign.id}` }
  if (decision.kind === 'approval-approved') return enqueueLetter(tx, { to, locale, kind: decision.kind, params })
  await enqueueLetter(tx, { to, locale, kind: decision.kind, params: { ...params, reason: decision.reason } })
}
