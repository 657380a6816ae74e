import type { VisitLink, VisitText } from '#db/queries/visit-pages.ts'
import { findVisitLink, findVisitText } from '#db/queries/visit-pages.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asAuth, inChain } from '#lib/runtime/transaction.ts'

// As newLinkCode makes them: 71 bits, so that nobody guesses one.
const CODE = /^[A-Za-z0-9]{12}$/

export type VisitPage = VisitLink & VisitText

/** The text that a code stands in, also when its visits are long over; null for what is no code of ours. */
export async function findLinkByCode(code: string): Promise<VisitLink | null> {
  return CODE.test(code) ? asAuth((tx) => findVisitLink(tx, code)) : null
}

/** The visits that a code's text told of; null for what is no code of ours, or leads to nothing any more. Reading changes nothing. */
export async function findVisitsByCode(code: string): Promise<VisitPage | null> {
  const link = await findLinkByCode(code)
  if (!link) return null
  const text = await inChain(chainCtx(link.chainId), (tx) => findVisitText(tx, link))
  return text && { ...link, ...text }
}
