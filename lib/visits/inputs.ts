import * as z from 'zod'

import { validationIssue } from '#lib/core/validation-code.ts'

export const HandleVisitAnswerInput = z.object({ answerId: z.uuid('not_found') })
export type HandleVisitAnswerInput = z.output<typeof HandleVisitAnswerInput>

export const UndoReplyInput = z.object({ replyId: z.uuid('not_found') })
export type UndoReplyInput = z.output<typeof UndoReplyInput>

export const CorrectContactInput = z.object({
  patientId: z.uuid('not_found'),
  phone: z
    .string()
    .trim()
    .min(1, validationIssue('required'))
    .max(40, validationIssue('too_long', { max: 40 })),
})
export type CorrectContactInput = z.output<typeof CorrectContactInput>
