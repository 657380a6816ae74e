import type { Tx } from '#db/client.ts'
import { insertReceipts } from '#db/queries/receipts.ts'
import type { ProviderReceipt } from '#lib/providers/provider.ts'
import { passStep } from '#lib/runtime/steps.ts'

/**
 * Stores what a provider reported, raw and once; `applyReceipts` then acts on it. When the transaction commits the provider may
 * be told that we have it.
 */
export async function recordReceipts(tx: Tx, provider: string, receipts: readonly ProviderReceipt[]): Promise<void> {
  if (receipts.length === 0) return
  await insertReceipts(
    tx,
    provider,
    receipts.map(({ ref, status, detail, raw, reportedAt = null, clientRef = null }) => ({
      ref: withoutNul(ref),
      status,
      detail: withoutNul(detail),
      raw: withoutNul(raw),
      reportedAt,
      clientRef: clientRef === null ? null : withoutNul(clientRef),
    })),
  )
  passStep('receipts.written')
}

/** PostgreSQL keeps every character but this one, and a provider may send any byte. */
function withoutNul(text: string): string {
  return text.replaceAll('\u0000', '')
}
