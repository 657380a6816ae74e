'use server'

import { createPrivate } from '#lib/campaigns/create-private.ts'
import { CreatePrivateInput } from '#lib/campaigns/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'
import { patientFilterOf } from '../patients/_list/filter.ts'

export const createPrivateAction = staffFormAction('private.send', CreatePrivateInput, createFromList, {
  onDone: ({ campaignId }) => `/campaigns/${campaignId}`,
})

/** Those who are ticked, or whom the list's address finds: the very filter that its reader sees. */
async function createFromList(
  ctx: Ctx,
  { patientIds, everyone, filter }: CreatePrivateInput,
): Promise<{ campaignId: string }> {
  if (everyone === undefined) return createPrivate(ctx, { patientIds })
  return createPrivate(ctx, { filter: patientFilterOf(Object.fromEntries(new URLSearchParams(filter)), null) })
}
