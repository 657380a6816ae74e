import { takeSandboxReceipts } from '#db/queries/sandbox.ts'
import { recordReceipts } from '#lib/deliveries/record-receipt.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const RECEIPTS_A_STEP = 2000

/** Reports what has arrived in the sandbox, by the way that every provider's receipts come in. Returns how many there were. */
export async function sendSandboxReceipts(limit = RECEIPTS_A_STEP): Promise<number> {
  return asWorker(async (tx) => {
    const receipts = await takeSandboxReceipts(tx, limit)
    const byAccount = Map.groupBy(receipts, ({ provider }) => provider)
    for (const [provider, reported] of byAccount) {
      await recordReceipts(
        tx,
        provider,
        reported.map(({ provider: _, ...receipt }) => ({ ...receipt, raw: receipt.status })),
      )
    }
    return receipts.length
  })
}
