import type { Tx } from '#db/client.ts'
import type { NewReceipt } from '#db/queries/receipts.ts'
import { insertReceipts } from '#db/queries/receipts.ts'
import type { ProviderReceipt } from '#lib/providers/provider.ts'
import { passStep } from '#lib/runtime/steps.ts'

const MAX_REF_CHARACTERS = 200
const MAX_DETAIL_CHARACTERS = 500
const MAX_RAW_CHARACTERS = 4_000

/**
 * Stores what a provider reported, raw and once; `applyReceipts` then acts on it. When the transaction commits the provider may
 * be told that we have it.
 */
export async function recordReceipts(tx: Tx, provider: string, receipts: readonly ProviderReceipt[]): Promise<void> {
  if (receipts.length === 0) return
  const rows = receipts.map(({ ref, status, detail, raw, reportedAt = null, clientRef = null }) => ({
    ref: kept(ref, MAX_REF_CHARACTERS),
    status,
    detail: kept(detail, MAX_DETAIL_CHARACTERS),
    raw: kept(raw, MAX_RAW_CHARACTERS),
    reportedAt,
    clientRef: clientRef === null ? null : kept(clientRef, MAX_REF_CHARACTERS),
  }))
  // In the order of their key: two that store the same receipts at once wait for each other, and never in a circle.
  await insertReceipts(tx, provider, rows.toSorted(byKey))
  passStep('receipts.written')
}

function byKey(a: NewReceipt, b: NewReceipt): number {
  if (a.ref !== b.ref) return a.ref < b.ref ? -1 : 1
  return a.status < b.status ? -1 : 1
}

/** PostgreSQL keeps every character but NUL, and an index nothing long; a provider may send any byte, and many. */
function kept(text: string, maxCharacters: number): string {
  return text.replaceAll('\u0000', '').slice(0, maxCharacters)
}
