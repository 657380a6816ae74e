import type { Chain } from '#db/queries/chains.ts'
import { findChain, updateChainLanguages } from '#db/queries/chains.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { ChangeLanguagesInput } from '#lib/chains/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Sets the languages in which the chain writes: the tabs of every new composition, in this order. Texts already written in a
 * language that is taken out stay with their campaigns.
 */
export async function changeLanguages(ctx: Ctx, input: ChangeLanguagesInput): Promise<Chain> {
  const languages = [...new Set(input.languages)]

  return inChain(ctx, async (tx) => {
    const before = await findChain(tx, ctx.chainId)
    const after = await updateChainLanguages(tx, ctx.chainId, languages, input.defaultLanguage)
    if (!before || !after) throw new Refusal('not_found')
    await recordAudit(tx, ctx, {
      action: 'chain.change-languages',
      entityId: ctx.chainId,
      before: { languages: before.languages, defaultLanguage: before.defaultLanguage },
      after: { languages: after.languages, defaultLanguage: after.defaultLanguage },
    })
    return after
  })
}
