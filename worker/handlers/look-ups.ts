import { stopLookUps } from '#db/queries/doubts.ts'
import { giveUpResent } from '#lib/deliveries/give-up-resent.ts'
import type { Asked } from '#lib/deliveries/look-up.ts'
import { lookUpDoubts } from '#lib/deliveries/look-up.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import { handle } from '#worker/handle.ts'

// Only the process that has a provider open can ask it; which texts are asked for, the database shares out.

const open = new Set<Asked>()

/** Has texts in doubt asked for at a provider as long as it is open. Call what comes back when it closes. */
export function askAboutDoubts(provider: Asked): () => void {
  open.add(provider)
  return () => open.delete(provider)
}

export const lookUpHandlers = [
  handle('deliveries.look-up', async (_ctx, _payload, stopping) => {
    for (const provider of open) {
      if (provider.lookup) while (!stopping.aborted && (await lookUpDoubts(provider)) > 0);
    }
    const mute = [...open].filter(({ lookup }) => !lookup).map(({ name }) => name)
    if (mute.length > 0) await asWorker((tx) => stopLookUps(tx, mute))
    while (!stopping.aborted && (await giveUpResent()) > 0);
  }),
]
