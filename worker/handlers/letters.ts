import { sendLetters } from '#lib/letters/send.ts'
import { sendResets } from '#lib/sign-in/send-resets.ts'
import { handle } from '#worker/handle.ts'

export const letterHandlers = [handle('letters.send', sendLetters), handle('sign-in.resets', sendResets)]
