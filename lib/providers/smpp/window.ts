/** Lets so many packets onto the wire at a time, in the order they came; nobody while the SMSC has asked for a pause. */
export type Window = {
  /** Resolves to true when there is room, and to false when the window was shut before that. */
  enter(): Promise<boolean>
  leave(): void
  /** Sends away all who wait; new ones may still come. */
  turnAway(): void
  /** The SMSC takes no more for now: waits for ever longer, from half a second to eight, until `recovered` is called. */
  slowDown(): void
  recovered(): void
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 8_000

export function createWindow(size: number): Window {
  let inside = 0
  let waiting: ((admitted: boolean) => void)[] = []
  let nextPauseMs = FIRST_PAUSE_MS
  let pause: NodeJS.Timeout | undefined

  function admit() {
    while (!pause && inside < size) {
      const next = waiting.shift()
      if (!next) return
      inside += 1
      next(true)
    }
  }

  return {
    enter() {
      return new Promise((resolve) => {
        waiting.push(resolve)
        admit()
      })
    },
    leave() {
      inside -= 1
      admit()
    },
    turnAway() {
      const turnedAway = waiting
      waiting = []
      for (const resolve of turnedAway) resolve(false)
    },
    slowDown() {
      // One pause for all the packets that were refused together.
      if (pause) return
      pause = setTimeout(() => {
        pause = undefined
        admit()
      }, nextPauseMs).unref()
      nextPauseMs = Math.min(nextPauseMs * 2, LONGEST_PAUSE_MS)
    },
    recovered() {
      nextPauseMs = FIRST_PAUSE_MS
    },
  }
}
