import type { Dispatcher, Pool } from 'undici'

/** More of an answer is not read: no answer of a provider is as long. */
const MAX_ANSWER_BYTES = 1_048_576

export type HttpRequest = {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body: Buffer | null
  /** From the first byte written to the last byte of the answer. */
  answerMs: number
}

export type HttpAnswer = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

/**
 * What became of a request. The difference that counts is between `unwritten`, when no byte of it left for certain, and
 * `unanswered`, when nobody can tell what the other side made of it.
 */
export type Exchange =
  | ({ kind: 'answered' } & HttpAnswer)
  | { kind: 'unwritten'; cause: string }
  | { kind: 'unanswered'; cause: string }

/**
 * One request over a pool, by its dispatcher itself: undici says there when a request is about to be written, which its other
 * interfaces keep to themselves. Never rejects.
 */
export function exchange(pool: Pool, request: HttpRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    let status = 0
    let headers: HttpAnswer['headers'] = {}
    let bytes = 0
    let timer: NodeJS.Timeout | undefined
    const chunks: Buffer[] = []
    let begun = false

    const fail = (error: unknown) => {
      clearTimeout(timer)
      resolve({ kind: begun ? 'unanswered' : 'unwritten', cause: causeOf(error) })
    }
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        begun = true
        timer = setTimeout(() => controller.abort(new AnswerError('no answer in time')), request.answerMs)
      },
      onResponseStart(_controller, statusCode, responseHeaders) {
        status = statusCode
        headers = responseHeaders
      },
      onResponseData(controller, chunk) {
        bytes += chunk.length
        if (bytes > MAX_ANSWER_BYTES) controller.abort(new AnswerError('an answer without end'))
        else chunks.push(chunk)
      },
      onResponseEnd() {
        clearTimeout(timer)
        resolve({ kind: 'answered', status, headers, body: Buffer.concat(chunks).toString('utf8') })
      },
      onResponseError: (_controller, error) => fail(error),
    }
    const { method, path, body } = request
    try {
      pool.dispatch({ method, path, headers: request.headers, body }, handler)
    } catch (error) {
      fail(error)
    }
  })
}

class AnswerError extends Error {
  override name = 'AnswerError'
}

/** The code of a network error, else its words; none of ours carries an address or a name. */
function causeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code && !(error instanceof AnswerError) ? code : message
}
