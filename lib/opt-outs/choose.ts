import type { Contact, ContactLink } from '#db/queries/opt-outs.ts'
import { listRefusedPurposes } from '#db/queries/opt-outs.ts'
import type { Evidence } from '#lib/opt-outs/record.ts'
import { recordOptOut } from '#lib/opt-outs/record.ts'
import type { Wish } from '#lib/opt-outs/wish.ts'
import { CHANGES, wishOf } from '#lib/opt-outs/wish.ts'
import { withdrawOptOut } from '#lib/opt-outs/withdraw.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** What a patient wants now, as far as it was ever said at this link's number or address. */
export async function currentWish(link: ContactLink): Promise<Wish> {
  return inChain(chainCtx(link.chainId), async (tx) => wishOf(await listRefusedPurposes(tx, contactOf(link))))
}

/**
 * Carries out what a patient chose at a link. It holds for the number or address, and so for everybody of the family who is reached
 * there. The same choice again changes nothing.
 */
export async function chooseByLink(link: ContactLink, wish: Wish, evidence: Evidence): Promise<void> {
  const { refuse, withdraw } = CHANGES[wish]
  const ctx = chainCtx(link.chainId)
  const contact = contactOf(link)
  await inChain(ctx, async (tx) => {
    for (const purpose of refuse) await recordOptOut(tx, ctx, contact, purpose, evidence)
    if (withdraw.length > 0) await withdrawOptOut(tx, ctx, contact, withdraw, evidence.source)
  })
}

const ONE_CLICK_WORDING = 'List-Unsubscribe=One-Click'

/** The refusal of offers that a mail program sends for its reader (RFC 8058). It never lets anything in again. */
export async function refuseOffersByOneClick(link: ContactLink): Promise<void> {
  const ctx = chainCtx(link.chainId)
  const evidence: Evidence = { source: 'one_click', wording: ONE_CLICK_WORDING, language: link.language }
  await inChain(ctx, (tx) => recordOptOut(tx, ctx, contactOf(link), 'marketing', evidence))
}

function contactOf({ chainId, channel, address }: ContactLink): Contact {
  return { chainId, channel, address }
}
