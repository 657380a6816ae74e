import type { Tx } from '#db/client.ts'
import { enqueue } from '#lib/queue/enqueue.ts'

/** Tells the workers that batches of a channel have become ready; without it they find them within seconds. */
export async function wakeHandOver(tx: Tx, channel: 'sms' | 'email'): Promise<void> {
  await enqueue(tx, 'batches.hand-over', { channel })
}
