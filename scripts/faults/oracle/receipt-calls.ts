import { Agent, request } from 'undici'

import type { ReceiptPost } from '#scripts/faults/oracle/receipt-post.ts'
import { createReceiptPost } from '#scripts/faults/oracle/receipt-post.ts'

/** A receipt as a request to the hooks of a worker. */
export type ReceiptCall = {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body: string | null
  /** Not signed as it must be: to be turned away. */
  forged: boolean
}

const CONNECTIONS = 64
const PATIENCE_MS = 4_000

/** Calls the hooks until they say 200; a forgery until they say that it is none of ours. */
export function createReceiptCalls(): ReceiptPost<ReceiptCall> {
  const dispatcher = new Agent({ connections: CONNECTIONS })

  async function call({ forged, url, ...how }: ReceiptCall): Promise<boolean> {
    const status = await statusOf(url, how)
    if (!forged) return status === 200
    if (status === 200) throw new Error(`a receipt that nobody signed was believed: ${url}`)
    return status === 401
  }

  /** Null where nobody listens, or whoever listened is gone. */
  async function statusOf(url: string, how: Omit<ReceiptCall, 'forged' | 'url'>): Promise<number | null> {
    try {
      const { statusCode, body } = await request(url, { ...how, dispatcher, signal: AbortSignal.timeout(PATIENCE_MS) })
      await body.dump()
      return statusCode
    } catch {
      return null
    }
  }

  const post = createReceiptPost(() => [call], CONNECTIONS)
  return {
    post: post.post,
    get waiting() {
      return post.waiting
    },
    stop() {
      post.stop()
      void dispatcher.destroy()
    },
  }
}
