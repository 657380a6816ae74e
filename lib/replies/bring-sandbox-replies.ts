import { takeSandboxReplies } from '#db/queries/sandbox-replies.ts'
import { recordReply } from '#lib/replies/record.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const REPLIES_A_STEP = 50

/** Brings in what was answered in the sandbox, by the way that every provider's replies come in. Returns how many there were. */
export async function bringSandboxReplies(): Promise<number> {
  return asWorker(async (tx) => {
    const replies = await takeSandboxReplies(tx, REPLIES_A_STEP)
    // One after another: each finds its own number and may close it.
    for (const { id, from, to, body, writtenAt } of replies) {
      await recordReply(tx, 'sandbox', { id, from, to, text: body, receivedAt: writtenAt, raw: body })
    }
    return replies.length
  })
}
