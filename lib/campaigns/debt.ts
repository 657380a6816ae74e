import type { Tx } from '#db/client.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { countAtSharedNumbers } from '#db/queries/shared-numbers.ts'
import type { CampaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { campaignTerms } from '#lib/campaigns/campaign-terms.ts'
import { namesDebt } from '#lib/core/debt-words.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/**
 * How many would read at a number, or an address, that another patient has too that somebody owes the clinic; 0 for a text that names
 * no debt, and for bulk mail, which is about nobody in particular.
 */
export async function debtAtSharedNumbers(tx: Tx, { terms, wordings }: CampaignTerms): Promise<number> {
  const names = wordings.some(({ subject, body }) => namesDebt(subject) || namesDebt(body))
  return terms.kind === 'private' && names ? countAtSharedNumbers(tx, terms) : 0
}

/**
 * A debt goes to a number that several share only when the sender has said that it may.
 *
 * @throws Refusal debt_on_shared_number with how many they are
 */
export async function requireDebtAgreed(
  tx: Tx,
  ctx: Ctx,
  campaign: Campaign,
  { debtAgreed = false }: { debtAgreed?: boolean | undefined },
): Promise<void> {
  if (debtAgreed || campaign.kind !== 'private') return
  const count = await debtAtSharedNumbers(tx, await campaignTerms(tx, ctx, campaign))
  if (count > 0) throw new Refusal('debt_on_shared_number', { count }, 'debtAgreed')
}
