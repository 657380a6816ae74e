import { findContactCodes } from '#db/queries/automatic-texts.ts'
import { recordOptOut } from '#lib/opt-outs/record.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { VisitPage } from '#lib/visits/find-by-code.ts'

/**
 * Closes the number or address of a text to every text of the chain, as the word STOPP in a reply does. `wording` is what the patient
 * read. Returns the code of the page where they can change their mind; null where nobody knows any more where the text went.
 */
export async function stopByLink(page: VisitPage, wording: string): Promise<string | null> {
  const { chainId, channel, address, language } = page
  if (address === null) return null
  const ctx = chainCtx(chainId)
  return inChain(ctx, async (tx) => {
    await recordOptOut(tx, ctx, { chainId, channel, address }, 'all', { source: 'link', wording, language })
    const codes = await findContactCodes(tx, chainId, channel, [{ address, language }])
    return codes.get(address) ?? null
  })
}
