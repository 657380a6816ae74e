import type { Tx } from '#db/client.ts'
import { countFailures } from '#db/queries/campaign-texts.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import type { CampaignProgress } from './progress.ts'

type Failures = Awaited<ReturnType<typeof countFailures>>

const MOST_KEPT = 500
const kept = new Map<string, Failures>()

/**
 * Why texts of a campaign did not arrive, most frequent first. Thousands of failures and their receipts are read for it, so this process
 * keeps what it found for as long as it is true: a status only ever goes on to a later one, and so as long as as many texts stand at each
 * as did then, none has moved.
 */
export async function campaignFailures(
  tx: Tx,
  ctx: Pick<Ctx, 'chainId' | 'clinicIds'>,
  sent: { id: string; month: string },
  counts: CampaignProgress['counts'],
): Promise<Failures> {
  const key = JSON.stringify([ctx.chainId, sent.id, ctx.clinicIds, Object.entries(counts).toSorted()])
  const known = kept.get(key)
  if (known) return known
  const found = await countFailures(tx, ctx, sent)
  kept.set(key, found)
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  return found
}
