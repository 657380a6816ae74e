import { findChainByName, insertChain } from '#db/queries/chain-directory.ts'
import { normaliseMergedValue } from '#lib/core/text-normalisation.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const MAX_SENDER_CHARACTERS = 11
const MIN_SENDER_CHARACTERS = 3
const NEUTRAL_SENDER = 'Kliinik'

/** The chain of this name; made, not yet activated, where there is none. An operator's verb: nobody of a chain may call it. */
export async function openChain(name: string): Promise<{ chainId: string; isNew: boolean }> {
  const tidy = normaliseMergedValue(name)
  return asWorker(async (tx) => {
    const made = await insertChain(tx, { name: tidy, senderName: senderNameFor(tidy), languages: ['et', 'ru', 'en'] })
    const chain = made ?? (await findChainByName(tx, tidy))
    if (!chain) throw new Error('a chain is there or was made')
    return { chainId: chain.id, isNew: made !== null }
  })
}

/** What a phone can show of the name: the application for the service asks for a better one. */
function senderNameFor(name: string): string {
  const latin = name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .slice(0, MAX_SENDER_CHARACTERS)
    .trim()
  return latin.length >= MIN_SENDER_CHARACTERS && /[A-Za-z]/.test(latin) ? latin : NEUTRAL_SENDER
}
