import type { Link, LinkOptions } from '#lib/providers/smpp/link.ts'
import { openLink } from '#lib/providers/smpp/link.ts'
import { describeError } from '#lib/runtime/describe-error.ts'
import { log } from '#lib/runtime/log.ts'

const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 30_000

export type Linked = {
  /** The open link; waits for one that is being opened, and gives null when that fails or none may come soon. */
  link(): Promise<Link | null>
  isOpen(): boolean
  /** Why there is no link now; null while there is one. */
  whyDown(): string | null
  close(): Promise<void>
}

/**
 * Keeps one link open from the first call of `link` on, opening it anew after ever longer pauses (half a second to thirty).
 *
 * Between two attempts `link` answers null at once: whoever has a text keeps it, rather than wait here with it.
 */
export function keepLinked(options: LinkOptions, on: { opened(): void; lost(reason: string): void }): Linked {
  let current: Link | null = null
  let opening: Promise<Link | null> | null = null
  let retry: NodeJS.Timeout | undefined
  let retryMs = FIRST_RETRY_MS
  let down: string | null = 'not connected yet'
  let closing = false

  async function open(): Promise<Link | null> {
    retry = undefined
    try {
      const link = await openLink(options)
      if (closing) return null
      log.info('Bound to the SMSC.', { provider: 'smpp' })
      current = link
      down = null
      retryMs = FIRST_RETRY_MS
      on.opened()
      void link.closed.then(lost)
      return link
    } catch (error) {
      lost(describeError(error).message)
      return null
    } finally {
      opening = null
    }
  }

  function lost(reason: string) {
    current = null
    down = reason
    on.lost(reason)
    if (closing) return
    // Spread, so that several workers do not come back in step.
    const inMs = retryMs * (0.5 + Math.random() / 2)
    log.warn('No connection to the SMSC.', { provider: 'smpp', reason, milliseconds: Math.round(inMs) })
    retry = setTimeout(() => {
      opening = open()
    }, inMs)
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
  }

  return {
    async link() {
      if (current || closing || retry) return current
      opening ??= open()
      return opening
    },
    isOpen: () => current !== null,
    whyDown: () => down,
    async close() {
      closing = true
      clearTimeout(retry)
      const link = current ?? (await opening)
      await link?.close()
    },
  }
}
