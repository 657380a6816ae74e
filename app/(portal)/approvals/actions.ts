'use server'

import { redirect } from 'next/navigation'
import { approveSend } from '#lib/campaigns/approve.ts'
import { ApprovalIdInput, ApproveInput, RejectInput } from '#lib/campaigns/inputs.ts'
import { rejectSend, withdrawRequest } from '#lib/campaigns/reject.ts'
import type { ActionResult } from '#lib/web/staff-action.ts'
import { staffAction, staffFormAction } from '#lib/web/staff-action.ts'
import { countTyped } from '../campaigns/[campaignId]/preview/send-values.ts'

const approveSendAction = staffAction('approval.decide', ApproveInput, approveSend)
export const rejectSendAction = staffFormAction('approval.decide', RejectInput, rejectSend, {
  onDone: () => '/approvals',
})
export const withdrawRequestAction = staffFormAction('campaign.compose', ApprovalIdInput, withdrawRequest, {
  onDone: ({ campaignId }) => `/campaigns/${campaignId}`,
})

/** Approves what the form says its reader has looked at; done, the campaign's own page follows. */
export async function approveFormAction(_state: ActionResult | null, form: FormData): Promise<ActionResult | null> {
  const typed = String(form.get('typedPeople') ?? '')
  const result = await approveSendAction({
    approvalId: String(form.get('approvalId')),
    fingerprint: String(form.get('fingerprint')),
    ...(form.has('useReserve') && { useReserve: true }),
    ...(typed.trim() !== '' && { typedPeople: countTyped(typed) }),
  })
  if (result.ok) redirect(`/campaigns/${result.value.campaignId}`)
  return result
}
