import { setTimeout as pause } from 'node:timers/promises'

const LOOK_MS = 50
/** How far either may be ahead of the other, as a share of the whole. */
const AHEAD = 0.08

/** Keeps killing and sending in step, so that neither the last workers die idle nor the last texts leave in peace. */
export type Pace = {
  /** So many were killed: also the last, after whom nobody asks for a turn. */
  noteKills(kills: number): void
  /** Resolves when the next kill may happen. */
  turnToKill(): Promise<void>
  /** Resolves when texts after so many may be sent. */
  turnToSend(texts: number): Promise<void>
}

export function createPace(whole: { kills: number; texts: number }): Pace {
  let killed = whole.kills === 0 ? 1 : 0
  let sent = 0
  const until = async (mayGo: () => boolean) => {
    while (!mayGo()) await pause(LOOK_MS)
  }
  return {
    noteKills(kills) {
      killed = kills / whole.kills
    },
    turnToKill: () => until(() => killed <= sent + AHEAD),
    turnToSend(texts) {
      sent = texts / whole.texts
      return until(() => sent <= killed + AHEAD)
    },
  }
}
