import { bringSandboxReplies } from '#lib/replies/bring-sandbox-replies.ts'
import { gatherReplies } from '#lib/replies/gather.ts'
import type { Handler } from '#worker/handle.ts'
import type { Loop } from '#worker/loop.ts'
import { startLoop } from '#worker/loop.ts'

const IDLE_SECONDS = 30
const SANDBOX_IDLE_SECONDS = 2

let gathering: Loop | undefined

/** Says that a reply has been stored, which may be the last part of a longer one. */
export function wakeReplies(): void {
  gathering?.wake()
}

const startReplies: Handler = async (_boss, stopping) => {
  gathering = startLoop(
    'replies',
    async () => {
      await gatherReplies()
      return { waitSeconds: IDLE_SECONDS }
    },
    stopping,
  )
  const playSandbox = async () => ({ waitSeconds: (await bringSandboxReplies()) > 0 ? 0 : SANDBOX_IDLE_SECONDS })
  startLoop('sandbox replies', playSandbox, stopping)
}

export const replyHandlers: Handler[] = [startReplies]
