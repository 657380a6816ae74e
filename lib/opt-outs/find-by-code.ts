import type { ContactLink } from '#db/queries/opt-outs.ts'
import { findContactLink } from '#db/queries/opt-outs.ts'
import { asAuth } from '#lib/runtime/transaction.ts'

// As link_code() of migration 0001 makes them: 71 bits, so that nobody guesses one.
const CODE = /^[A-Za-z0-9]{12}$/

/** Whom the code at the end of an offer belongs to; null for what is no code of ours. Reading changes nothing. */
export async function findByCode(code: string): Promise<ContactLink | null> {
  if (!CODE.test(code)) return null
  return asAuth((tx) => findContactLink(tx, code))
}
