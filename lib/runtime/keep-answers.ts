import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

// Pages are bundled with a copy of this module of their own; the answers are kept where both copies find them.
const KEPT = Symbol.for('meelespea.answers')
const shared = globalThis as { [KEPT]?: AsyncLocalStorage<ServerResponse | null> }

/**
 * From now on whatever is drawn for a request to this process can say the status of its answer (`answerWith`), which Next itself lets
 * nobody do who also wants to say something.
 */
export function keepAnswers(): void {
  const answers = new AsyncLocalStorage<ServerResponse | null>()
  shared[KEPT] = answers
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    answers.enterWith(isForScripts(request) ? null : response)
  })
}

/** Gives the page that is being drawn a status; false where it is too late for that, or where a script asked, which reads none. */
export function answerWith(status: 403 | 404): boolean {
  const answer = shared[KEPT]?.getStore()
  if (!answer || answer.headersSent) return false
  answer.statusCode = status
  return true
}

/** Of a page that is led to by scripts, Next's router takes no other status than 200: it would load it a second time. */
function isForScripts({ headers }: IncomingMessage): boolean {
  return 'rsc' in headers || 'next-action' in headers
}
