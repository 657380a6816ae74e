import { findChainByName, insertChain } from '#db/queries/chain-directory.ts'
import { giveTrialMoney } from '#lib/chains/trial-money.ts'
import { MAX_SENDER_CHARACTERS, senderNameFault } from '#lib/core/sender-name.ts'
import { normaliseMergedValue } from '#lib/core/text-normalisation.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const NEUTRAL_SENDER = 'Kliinik'

/**
 * The chain of this name; made, not yet activated, where there is none, with a trial balance (which the ledger never forgets: a chain
 * that may be taken away again has none). An operator's verb: nobody of a chain may call it.
 */
export async function openChain(
  name: string,
  { location = 'EE', hasTrialMoney = true }: { location?: string; hasTrialMoney?: boolean } = {},
): Promise<{ chainId: string; isNew: boolean }> {
  const tidy = normaliseMergedValue(name)
  const opened = await asWorker(async (tx) => {
    const fresh = { name: tidy, senderName: senderNameFor(tidy), location, languages: ['et', 'ru', 'en'] }
    const made = await insertChain(tx, fresh)
    const chain = made ?? (await findChainByName(tx, tidy))
    if (!chain) throw new Error('a chain is there or was made')
    return { chainId: chain.id, isNew: made !== null }
  })
  if (opened.isNew && hasTrialMoney) await giveTrialMoney(opened.chainId)
  return opened
}

/** What a phone can show of the name: the application for the service asks for a better one. */
function senderNameFor(name: string): string {
  const latin = name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .replace(/ +/g, ' ')
    .trim()
  const shorter = [latin, latin.replaceAll(' ', ''), latin.slice(0, MAX_SENDER_CHARACTERS).trim()]
  return shorter.find((sender) => senderNameFault(sender) === null) ?? NEUTRAL_SENDER
}
