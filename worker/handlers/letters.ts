import { sendLetters } from '#lib/letters/send.ts'
import { handle } from '#worker/handle.ts'

export const letterHandlers = [handle('letters.send', sendLetters)]
