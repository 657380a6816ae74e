import type { ReactNode } from 'react'

import { answerWith } from '#lib/runtime/keep-answers.ts'
import { ForbiddenMessage } from './forbidden-message.tsx'
import { NotFoundMessage } from './not-found-message.tsx'

const MESSAGES = { 403: ForbiddenMessage, 404: NotFoundMessage } as const

/**
 * A page of the portal, whose notFound() and forbidden() are answered by the server, inside the frame and with their status. Left to
 * Next the answer is an empty document in which scripts draw the sentence.
 */
export function portalPage<Props>(page: (props: Props) => Promise<ReactNode>) {
  return async (props: Props): Promise<ReactNode> => {
    try {
      return await page(props)
    } catch (error) {
      const status = statusOf(error)
      if (!status || !answerWith(status)) throw error
      const Message = MESSAGES[status]
      return <Message />
    }
  }
}

function statusOf(error: unknown): keyof typeof MESSAGES | null {
  const digest = error instanceof Error && 'digest' in error ? error.digest : null
  if (digest === 'NEXT_HTTP_ERROR_FALLBACK;403') return 403
  return digest === 'NEXT_HTTP_ERROR_FALLBACK;404' ? 404 : null
}
