import { findTotpSecret, offerTotpSecret } from '#db/queries/second-steps.ts'
import { seal, unseal } from '#lib/runtime/seal.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { newTotpSecret, totpUri } from '#lib/sign-in/totp.ts'

/** The secret for a person's app, the same until it is confirmed, as text and for a QR code; null once one is in use: it is never shown again. */
export async function openTotpSetUp({ staffId, email }: PersonCtx): Promise<{ secret: string; uri: string } | null> {
  return asAuth(async (tx) => {
    const before = await findTotpSecret(tx, staffId)
    if (before?.confirmedAt) return null
    if (!before) await offerTotpSecret(tx, staffId, seal(newTotpSecret(), staffId))
    const offered = before ?? (await findTotpSecret(tx, staffId))
    if (!offered) return null
    const secret = unseal(offered.sealedSecret, staffId)
    return { secret, uri: totpUri(secret, email) }
  })
}
