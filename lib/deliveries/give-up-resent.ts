import { findDoubtsToGiveUp } from '#db/queries/doubts.ts'
import { findHolds } from '#db/queries/receipts.ts'
import { findFigures, moveUndecided } from '#db/queries/undecided.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const TEXTS_A_STEP = 500

/**
 * Writes off texts that were sent again DOUBT_HOURS ago and more and of which nothing was heard since: their own price, which was kept
 * in case that they had gone out too, is free again. One transaction.
 *
 * @returns how many there were; fewer than `limit` means that there are no more
 */
export async function giveUpResent(limit = TEXTS_A_STEP): Promise<number> {
  return asWorker(async (tx) => {
    const keys = await findDoubtsToGiveUp(tx, limit)
    if (keys.length === 0) return 0
    const texts = (await findFigures(tx, keys)).filter(({ status }) => status === 'resent')
    if (texts.length === 0) return 0
    const holds = await findHolds(tx, texts)
    await moveUndecided(tx, texts, 'written_off')
    await settle(
      tx,
      texts.map((text) => ({
        ...text,
        holdId: holds.get(text.deliveryId) ?? null,
        from: 'resent',
        to: 'written_off',
      })),
    )
    return texts.length
  })
}
