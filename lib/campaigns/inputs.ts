import { z } from 'zod'

import { Audience, MAX_PICKED_PATIENTS } from '#lib/core/audience.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

// What each verb of bulk mail takes. The browser checks forms with the same schemas, so nothing here needs a server.
// Saving a draft accepts what is unfinished; what a text may not hold is said by lib/campaigns/problems.ts.

export const MAX_NAME_CHARACTERS = 120
export const MAX_SUBJECT_CHARACTERS = 200
/** Longest text of one language, in UTF-16 units: an e-mail of ten pages. An SMS is stopped far earlier, by its segments. */
export const MAX_BODY_CHARACTERS = 20_000
/** A test text is for looking at, not for sending: one person gets no more than these in an hour. */
export const TEST_SENDS_PER_HOUR = 10
/** From this many recipients on, the sender types their number. */
export const TYPE_COUNT_ABOVE = 500

const MAX_LANGUAGES = 20

export const CampaignKind = z.enum(['bulk', 'private'])
export const CampaignPurpose = z.enum(['offer', 'notice'])
export const CampaignChannel = z.enum(['sms', 'email'])
export const LanguageCode = z.string().regex(/^[a-z]{2,3}$/)
export type CampaignKind = z.infer<typeof CampaignKind>
export type CampaignPurpose = z.infer<typeof CampaignPurpose>
export type CampaignChannel = z.infer<typeof CampaignChannel>

const name = z.string().trim().max(MAX_NAME_CHARACTERS)
const campaignId = z.uuid()

export const CompositionInput = z.object({ language: LanguageCode, subject: z.string(), body: z.string() })
export type CompositionInput = z.infer<typeof CompositionInput>

export const CreateCampaignInput = z
  .object({
    kind: CampaignKind.default('bulk'),
    name: name.default(''),
    purpose: CampaignPurpose.default('offer'),
    channel: CampaignChannel.default('sms'),
    audience: Audience.optional(),
  })
  // A private message is for people who were picked; without them it would be bulk mail by another name.
  .refine(({ kind, audience }) => kind === 'bulk' || (audience?.patientIds?.length ?? 0) > 0, {
    error: 'invalid',
    path: ['audience'],
  })
export type CreateCampaignInput = z.input<typeof CreateCampaignInput>

export const CreatePrivateInput = z.object({
  /** Ticked one by one. */
  patientIds: z.array(z.uuid('not_found')).max(MAX_PICKED_PATIENTS).default([]),
  /** Set by the button that means everybody whom the list's filter finds. */
  everyone: z.string().optional(),
  /** The query of the list's address. */
  filter: z.string().max(2_000).default(''),
})
export type CreatePrivateInput = z.output<typeof CreatePrivateInput>

export const SaveCampaignInput = z.object({
  campaignId,
  /** The version that was being edited; another one in the database means that somebody else saved meanwhile. */
  version: z.int().positive(),
  name,
  purpose: CampaignPurpose,
  channel: CampaignChannel,
  audience: Audience,
  /** The language whose text patients without a known one get; null leaves them out. */
  noLanguageAs: LanguageCode.nullable(),
  /** Texts may leave outside sending hours. */
  outsideHours: z.boolean(),
  /** One per language of the chain; a blank body sends nothing in that language. */
  compositions: z
    .array(CompositionInput)
    .max(MAX_LANGUAGES)
    .refine((all) => new Set(all.map(({ language }) => language)).size === all.length, 'duplicate_language'),
})
export type SaveCampaignInput = z.input<typeof SaveCampaignInput>

export const CountAudienceInput = z.object({
  audience: Audience,
  channel: CampaignChannel,
  purpose: CampaignPurpose,
  noLanguageAs: LanguageCode.nullable(),
})
export type CountAudienceInput = z.input<typeof CountAudienceInput>

export const CampaignIdInput = z.object({ campaignId })
export type CampaignIdInput = z.infer<typeof CampaignIdInput>

const agreement = {
  campaignId,
  /** Made once for each rendered form: the same key is the same send, however often it arrives. */
  sendKey: z.uuid(),
  /** `fingerprint` of the preview that the sender looked at. */
  fingerprint: z.string().min(1).max(100),
  /** The number of recipients as typed by the sender; asked for above TYPE_COUNT_ABOVE. */
  typedPeople: z.int().nonnegative().optional(),
  /** The sender has read that the text names a debt and goes to numbers that several patients share. */
  debtAgreed: z.boolean().optional(),
  /** The sender lets the campaign take of what is kept for the reminders of the coming days. */
  useReserve: z.boolean().optional(),
}

export const SendCampaignInput = z.object(agreement)
export type SendCampaignInput = z.input<typeof SendCampaignInput>

export const ScheduleCampaignInput = z.object({
  ...agreement,
  /** Wall-clock time in `zone`; the instant is computed by PostgreSQL. */
  sendAtLocal: z.string().refine(isWallClock, 'not_a_moment'),
  zone: z.string().min(1).max(64),
})
export type ScheduleCampaignInput = z.input<typeof ScheduleCampaignInput>

export const AskApprovalInput = z.object({
  ...agreement,
  /** When it is to leave, as in Schedule; empty: as soon as it is approved. */
  sendAtLocal: z.union([z.literal(''), z.string().refine(isWallClock, 'not_a_moment')]).default(''),
  zone: z.string().min(1).max(64),
})
export type AskApprovalInput = z.input<typeof AskApprovalInput>

const approvalId = z.uuid()
const MAX_REASON_CHARACTERS = 500

export const ApprovalIdInput = z.object({ approvalId })
/** `fingerprint` is that of what the approver looked at. */
export const ApproveInput = z.object({
  approvalId,
  fingerprint: agreement.fingerprint,
  typedPeople: agreement.typedPeople,
  useReserve: z.boolean().optional(),
})
export type ApproveInput = z.input<typeof ApproveInput>
export const RejectInput = z.object({
  approvalId,
  reason: z
    .string()
    .trim()
    .min(1, validationIssue('required'))
    .max(MAX_REASON_CHARACTERS, validationIssue('too_long', { max: MAX_REASON_CHARACTERS })),
})

export const TestSendInput = z.object({
  campaignId,
  language: LanguageCode,
  /** Made for each press of the button: the same key is the same test text. */
  sendKey: z.uuid(),
})
export type TestSendInput = z.input<typeof TestSendInput>

export const ArchiveCampaignInput = z.object({ campaignId, archived: z.boolean().default(true) })
export type ArchiveCampaignInput = z.input<typeof ArchiveCampaignInput>

export const SaveAudienceInput = z.object({ name: name.min(1), audience: Audience })
export type SaveAudienceInput = z.input<typeof SaveAudienceInput>

/** YYYY-MM-DDTHH:mm of a day that there is, in this century or the next. */
function isWallClock(text: string): boolean {
  if (!/^2[01]\d{2}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return false
  const instant = new Date(`${text}:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text)
}
