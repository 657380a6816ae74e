'use server'

import { handleReply } from '#lib/replies/handle.ts'
import { HandleReplyInput } from '#lib/replies/inputs.ts'
import { handleVisitAnswer } from '#lib/visits/handle-answer.ts'
import { HandleVisitAnswerInput, UndoReplyInput } from '#lib/visits/inputs.ts'
import { undoReply } from '#lib/visits/undo-reply.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const handleReplyAction = staffFormAction('reply.handle', HandleReplyInput, handleReply)
export const undoReplyAction = staffFormAction('appointment.write', UndoReplyInput, undoReply)
export const handleVisitAnswerAction = staffFormAction('reply.handle', HandleVisitAnswerInput, handleVisitAnswer)
