'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'

import { archiveCampaign } from '#lib/campaigns/archive.ts'
import { askApproval } from '#lib/campaigns/ask-approval.ts'
import { cancelCampaign } from '#lib/campaigns/cancel.ts'
import { createCampaign } from '#lib/campaigns/create.ts'
import { duplicateCampaign } from '#lib/campaigns/duplicate.ts'
import {
  ArchiveCampaignInput,
  AskApprovalInput,
  CampaignIdInput,
  CreateCampaignInput,
  SaveAudienceInput,
  SaveCampaignInput,
  ScheduleCampaignInput,
  SendCampaignInput,
  TestSendInput,
} from '#lib/campaigns/inputs.ts'
import { pauseCampaign } from '#lib/campaigns/pause.ts'
import { resumeCampaign } from '#lib/campaigns/resume.ts'
import { byRightToSend } from '#lib/campaigns/right-to-send.ts'
import { saveCampaign } from '#lib/campaigns/save.ts'
import { saveAudience } from '#lib/campaigns/save-audience.ts'
import { scheduleCampaign } from '#lib/campaigns/schedule.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import { stopCampaign } from '#lib/campaigns/stop.ts'
import { testSend } from '#lib/campaigns/test-send.ts'
import { unscheduleCampaign } from '#lib/campaigns/unschedule.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import type { Refused } from '#lib/web/staff-action.ts'
import { staffAction, staffFormAction } from '#lib/web/staff-action.ts'
import type { ComposeValues } from './_form/compose-values.ts'
import { composeValuesFromForm, toSaveInput } from './_form/compose-values.ts'
import type { SendState } from './[campaignId]/preview/send-values.ts'
import { agreementFrom, seenFrom, typedFrom } from './[campaignId]/preview/send-values.ts'

const toCampaign = { onDone: ({ campaignId }: { campaignId: string }) => `/campaigns/${campaignId}` }

export const createCampaignAction = staffFormAction('campaign.compose', CreateCampaignInput, createCampaign, toCampaign)
export const saveCampaignAction = staffAction('campaign.compose', SaveCampaignInput, saveCampaign, { draws: false })
export const saveAudienceAction = staffAction('campaign.compose', SaveAudienceInput, saveAudience)
export const testSendAction = staffAction('campaign.compose', TestSendInput, testSend)
// What leaves, and what holds it back: everybody who may send private messages comes this far, and the campaign's kind decides.
const sendCampaignAction = staffAction('private.send', SendCampaignInput, byRightToSend(sendCampaign))
const scheduleCampaignAction = staffAction('private.send', ScheduleCampaignInput, byRightToSend(scheduleCampaign))
// Whoever may compose may ask somebody else to send.
const askApprovalAction = staffAction('campaign.compose', AskApprovalInput, askApproval)
export const duplicateCampaignAction = staffFormAction(
  'campaign.compose',
  CampaignIdInput,
  duplicateCampaign,
  toCampaign,
)
export const archiveCampaignAction = staffFormAction('campaign.compose', ArchiveCampaignInput, archiveCampaign)
export const cancelCampaignAction = staffFormAction('private.send', CampaignIdInput, byRightToSend(cancelCampaign), {
  onDone: (kind) => (kind === 'private' ? '/private' : '/campaigns'),
})
export const unscheduleCampaignAction = staffFormAction(
  'private.send',
  CampaignIdInput,
  byRightToSend(tellingWhich(unscheduleCampaign)),
  toCampaign,
)
export const reviewCampaignAction = staffFormAction(
  'private.send',
  CampaignIdInput,
  byRightToSend(tellingWhich(unscheduleCampaign)),
  {
    onDone: ({ campaignId }) => `/campaigns/${campaignId}/preview`,
  },
)
export const pauseCampaignAction = staffFormAction('private.send', CampaignIdInput, byRightToSend(pauseCampaign))
export const resumeCampaignAction = staffFormAction('private.send', CampaignIdInput, byRightToSend(resumeCampaign))
export const stopCampaignAction = staffFormAction(
  'private.send',
  CampaignIdInput,
  byRightToSend(tellingWhich(stopCampaign)),
  toCampaign,
)

/** A draft posted without scripts: saved, then on to the preview or back to the page; refused, it comes back as it was typed. */
export async function composeFormAction(
  _state: { refused: Refused; values: ComposeValues } | null,
  form: FormData,
): Promise<{ refused: Refused; values: ComposeValues }> {
  const values = composeValuesFromForm(form)
  const campaignId = String(form.get('campaignId'))
  const result = await saveCampaignAction(toSaveInput(values, { campaignId, version: Number(form.get('version')) }))
  if (!result.ok) return { refused: result, values }
  redirect(form.get('intent') === 'preview' ? `/campaigns/${campaignId}/preview` : `/campaigns/${campaignId}`)
}

/** Send or Schedule, whichever the form says. Refused, the page is drawn anew beside what its reader had seen and typed. */
export async function sendFormAction(_state: SendState, form: FormData): Promise<SendState> {
  const agreement = agreementFrom(form)
  const typed = typedFrom(form)
  const result =
    typed.when === 'later'
      ? await scheduleCampaignAction({ ...agreement, sendAtLocal: typed.sendAtLocal, zone: String(form.get('zone')) })
      : await sendCampaignAction(agreement)
  if (result.ok) redirect(`/campaigns/${agreement.campaignId}`)
  refresh()
  return { refused: result, seen: seenFrom(form), typed }
}

/** The same form where somebody else has to send: it asks for approval, at once or for a time. */
export async function askFormAction(_state: SendState, form: FormData): Promise<SendState> {
  const agreement = agreementFrom(form)
  const typed = typedFrom(form)
  const sendAtLocal = typed.when === 'later' ? typed.sendAtLocal : ''
  const result = await askApprovalAction({ ...agreement, sendAtLocal, zone: String(form.get('zone')) })
  if (result.ok) redirect(`/approvals/${result.value.approvalId}`)
  refresh()
  return { refused: result, seen: seenFrom(form), typed }
}

// A question was open in the address (`?ask=stop`): the way back needs the campaign.
function tellingWhich(verb: (ctx: Ctx, input: CampaignIdInput) => Promise<unknown>) {
  return async (ctx: Ctx, input: CampaignIdInput): Promise<CampaignIdInput> => {
    await verb(ctx, input)
    return input
  }
}
