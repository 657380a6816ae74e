import type { VisitLink, VisitText } from '#db/queries/visit-pages.ts'
import { findVisitLink, findVisitText } from '#db/queries/visit-pages.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asAuth, inChain } from '#lib/runtime/transaction.ts'

// As newLinkCode makes them: 71 bits, so that nobody guesses one.
const CODE = /^[A-Za-z0-9]{12}$/

export type VisitPage = VisitLink & VisitText

/** The visits that a code's text told of; null for what is no code of ours, or leads to nothing any more. Reading changes nothing. */
export async function findVisitsByCode(code: string): Promise<VisitPage | null> {
  if (!CODE.test(code)) return null
  const link = await asAuth((tx) => findVisitLink(tx, code))
  if (!link) return null
  const text = await inChain(chainCtx(link.chainId), (tx) => findVisitText(tx, link))
  return text && { ...link, ...text }
}
