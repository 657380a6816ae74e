import type { Tx } from '#db/client.ts'
import { findWordings } from '#db/queries/hand-over.ts'
import type { DeliveryText } from '#lib/core/delivery-text.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { env } from '#lib/runtime/env.ts'

export type CompiledWording = { chainName: string; render: (params: readonly string[] | null) => DeliveryText }

// A wording never changes once it is written, so what is compiled once serves all its deliveries.
const MAX_KEPT = 1000
const kept = new Map<string, CompiledWording>()

/** Each wording compiled, by its id; asks the database only for those this process has not met lately. */
export async function compiledWordings(
  tx: Tx,
  chainId: string,
  wordingIds: Iterable<string>,
): Promise<(wordingId: string) => CompiledWording> {
  const missing = [...new Set(wordingIds)].filter((id) => !kept.has(id))
  if (kept.size + missing.length > MAX_KEPT) kept.clear()
  if (missing.length > 0) {
    for (const { id, chainName, ...wording } of await findWordings(tx, chainId, missing)) {
      kept.set(id, { chainName, render: deliveryTextOf(wording, env().PUBLIC_URL) })
    }
  }
  return (wordingId) => {
    const wording = kept.get(wordingId)
    if (!wording) throw new Error(`wording ${wordingId} does not exist`)
    return wording
  }
}
