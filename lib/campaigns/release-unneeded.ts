import type { Tx } from '#db/client.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { releaseMoney } from '#lib/billing/release.ts'
import type { Agreement } from '#lib/campaigns/agreement.ts'

/** What has been written down of a campaign so far; before that its figures are what was agreed. */
export function writtenOf(campaign: Campaign): { people: number; costMicro: number } {
  const { preparedUpTo, people, costMicro } = campaign
  return preparedUpTo === null ? { people: 0, costMicro: 0 } : { people, costMicro }
}

/** Frees what was held beyond the price of the texts that are written down, once no more will be. */
export async function releaseUnneeded(tx: Tx, campaign: Campaign): Promise<void> {
  const { chainId, id, holdId } = campaign
  const agreed = campaign.fingerprint as Agreement
  const amountMicro = agreed.costMicro - writtenOf(campaign).costMicro
  if (!holdId || amountMicro <= 0) return
  await releaseMoney(tx, { chainId, holdId, amountMicro, factKey: `campaign:${id}:unneeded:${holdId}` })
}
