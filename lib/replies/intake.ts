import type { OnReply } from '#lib/providers/provider.ts'
import { recordReply } from '#lib/replies/record.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/** Stores a reply as a provider brings it; resolves once it is committed, and rejects when it could not be. */
export function createReplyIntake(provider: string, onStored: () => void): OnReply {
  return async (reply) => {
    await asWorker((tx) => recordReply(tx, provider, reply))
    onStored()
  }
}
