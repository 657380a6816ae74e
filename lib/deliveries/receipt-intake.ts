import { recordReceipts } from '#lib/deliveries/record-receipt.ts'
import type { OnReceipt, ProviderReceipt } from '#lib/providers/provider.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const MOST_AT_ONCE = 1000
/** While one transaction waits for the disk, the next is written. */
const TRANSACTIONS = 2

type Waiting = { receipt: ProviderReceipt; done: () => void; failed: (error: unknown) => void }

/**
 * Takes receipts as a provider's connection brings them and stores those of the same moment together. Each call resolves when
 * its receipt is committed, and rejects when it could not be: then the provider has to report it again.
 */
export function createReceiptIntake(provider: string, onStored: () => void): OnReceipt {
  let waiting: Waiting[] = []
  let running = 0

  const run = async () => {
    running += 1
    while (waiting.length > 0) {
      await new Promise(setImmediate) // what else arrived in this moment comes along
      const taken = waiting.slice(0, MOST_AT_ONCE)
      waiting = waiting.slice(MOST_AT_ONCE)
      if (taken.length > 0) await store(taken)
    }
    running -= 1
  }

  const store = async (taken: readonly Waiting[]) => {
    try {
      await asWorker((tx) =>
        recordReceipts(
          tx,
          provider,
          taken.map(({ receipt }) => receipt),
        ),
      )
      passStep('receipts.committed')
      for (const { done } of taken) done()
      onStored()
    } catch (error) {
      for (const { failed } of taken) failed(error)
    }
  }

  return (receipt) =>
    new Promise((done, failed) => {
      waiting.push({ receipt, done, failed })
      if (running < TRANSACTIONS) void run()
    })
}
