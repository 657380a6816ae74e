'use server'

import { handleReply } from '#lib/replies/handle.ts'
import { HandleReplyInput } from '#lib/replies/inputs.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const handleReplyAction = staffFormAction('reply.handle', HandleReplyInput, handleReply)
