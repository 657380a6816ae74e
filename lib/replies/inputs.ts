import * as z from 'zod'

import { validationIssue } from '#lib/core/validation-code.ts'

export const MAX_SANDBOX_REPLY_CHARACTERS = 300

export const HandleReplyInput = z.object({
  replyId: z.uuid('not_found'),
  /** What it shall be: handled, or unread again. */
  state: z.enum(['handled', 'unread'], validationIssue('choose_one')),
})
export type HandleReplyInput = z.output<typeof HandleReplyInput>

export const ReplyAsPatientInput = z.object({
  ref: z.string().min(1).max(200),
  body: z
    .string()
    .trim()
    .min(1, validationIssue('required'))
    .max(MAX_SANDBOX_REPLY_CHARACTERS, validationIssue('too_long', { max: MAX_SANDBOX_REPLY_CHARACTERS })),
})
export type ReplyAsPatientInput = z.output<typeof ReplyAsPatientInput>
