import type { SendOutcome } from '#lib/providers/provider.ts'

const FIRST_WAIT_MILLISECONDS = 1000
const LONGEST_WAIT_MILLISECONDS = 60_000
/** Trouble of which nobody has seen anything for so long is no longer told. */
const FORGOTTEN_AFTER_MILLISECONDS = 90_000

/**
 * Keeps texts away from a provider that takes none: when the answers of half a window in a row are *not sent* or *unknown*, nothing
 * leaves for a while, then one text at a time, and with every window that goes well twice as many. What a silent provider leaves
 * in doubt is so half a window, and then one text a minute at most.
 */
export type Breaker = {
  note(outcome: SendOutcome): void
  /** How many texts the next window may have; 0 while nothing may leave. */
  width(): number
  /** How long nothing may leave, from now. */
  waitMilliseconds(): number
  /** Since when it takes hardly anything; null while it is well, or was not tried for a while. */
  troubledSince(): Date | null
}

export function createBreaker(windowSize: number, now: () => number = () => performance.now()): Breaker {
  let width = windowSize
  let goodInWindow = 0
  let badInARow = 0
  let trips = 0
  let closedUntil = Number.NEGATIVE_INFINITY
  let troubledSince: Date | null = null
  let triedAt = now()

  const isClosed = () => now() < closedUntil
  const wait = () => Math.min(FIRST_WAIT_MILLISECONDS * 2 ** (trips - 1), LONGEST_WAIT_MILLISECONDS)

  function trip() {
    trips += 1
    closedUntil = now() + wait()
    troubledSince ??= new Date()
    width = 1
    badInARow = 0
    goodInWindow = 0
  }

  function recover() {
    badInARow = 0
    if (width === windowSize) return
    goodInWindow += 1
    if (goodInWindow < width) return
    goodInWindow = 0
    width = Math.min(windowSize, width * 2)
    if (width < windowSize) return
    trips = 0
    troubledSince = null
  }

  return {
    note(answer) {
      triedAt = now()
      if (answer.outcome === 'accepted' || answer.outcome === 'rejected') return recover()
      if (answer.outcome === 'not_sent' && answer.onlyThis) return
      badInARow += 1
      // What else was on the wire when it tripped says nothing new.
      if (badInARow * 2 > width && !isClosed()) trip()
    },
    width: () => (isClosed() ? 0 : width),
    waitMilliseconds: () => Math.max(0, closedUntil - now()),
    troubledSince: () => (now() - triedAt > FORGOTTEN_AFTER_MILLISECONDS ? null : troubledSince),
  }
}
