import { createCampaign } from '#lib/campaigns/create.ts'
import { CreateCampaignInput, SaveCampaignInput } from '#lib/campaigns/inputs.ts'
import { saveCampaign } from '#lib/campaigns/save.ts'
import { EVERYONE } from '#lib/core/audience.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** Texts that put in a name and a clinic; each language has one. */
export const BODIES = {
  et: 'Tere, {first_name}! Aasta on möödas, ootame Teid kontrolli. {clinic_name}, {clinic_phone}.',
  ru: 'Здравствуйте, {first_name}! Прошёл год, ждём Вас на осмотр. {clinic_name}, {clinic_phone}.',
  en: 'Hello {first_name}, a year has passed: time for your check-up. {clinic_name}, {clinic_phone}.',
} as const

/** A draft for everybody: an offer by SMS in all languages, at any hour. */
export async function draftForEveryone(ctx: Ctx): Promise<string> {
  const { campaignId } = await createCampaign(ctx, CreateCampaignInput.parse({ name: 'Bench' }))
  const compositions = Object.entries(BODIES).map(([language, body]) => ({ language, subject: '', body }))
  const draft = { campaignId, version: 1, name: 'Bench', purpose: 'offer', channel: 'sms', audience: EVERYONE }
  await saveCampaign(ctx, SaveCampaignInput.parse({ ...draft, noLanguageAs: null, outsideHours: true, compositions }))
  return campaignId
}
