import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type * as z from 'zod'

import type { Passkey } from '#db/queries/second-steps.ts'
import { findPasskey, notePasskeyUse } from '#db/queries/second-steps.ts'
import { findAccountById, insertToken, takeToken } from '#db/queries/sign-in.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { beginSession } from '#lib/sign-in/begin-session.ts'
import type { PasskeySignInInput } from '#lib/sign-in/inputs.ts'
import { newChallenge, relyingParty } from '#lib/sign-in/relying-party.ts'
import type { SignedIn, VisitorCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { PASSKEY_SECONDS } from '#lib/sign-in/times.ts'
import { hashOfToken } from '#lib/sign-in/token.ts'
import { addressSlates, countTry, settleTry } from '#lib/sign-in/tries.ts'

/**
 * The question to a passkey. It names no account: the device knows which it has, and nobody learns who has one.
 *
 * @throws Refusal too_many_attempts: a question counts as a try until it is answered rightly
 */
export async function askForPasskey(visitor: VisitorCtx): Promise<PublicKeyCredentialRequestOptionsJSON> {
  await countTry(addressSlates(visitor, 'passkey'))
  const challenge = newChallenge()
  await asAuth((tx) =>
    insertToken(tx, { hash: hashOfToken(challenge.text), kind: 'passkey_sign_in', seconds: PASSKEY_SECONDS }),
  )
  const { rpID } = relyingParty()
  return generateAuthenticationOptions({
    ...{ rpID, challenge: challenge.bytes, timeout: PASSKEY_SECONDS * 1000, userVerification: 'required' },
  })
}

/**
 * Signs in by a passkey. Its device has asked for a PIN, a finger or a face, so no second step follows.
 *
 * @throws Refusal passkey_unknown: for a key that is not known, an answer to no open question, a wrong signature alike
 */
export async function signInByPasskey(
  visitor: VisitorCtx,
  { credential }: z.output<typeof PasskeySignInInput>,
): Promise<SignedIn> {
  const response = credential as unknown as AuthenticationResponseJSON
  const passkey = await asAuth((tx) => findPasskey(tx, response.id))
  const counter = passkey && (await counterOf(passkey, response))
  if (!passkey || counter === null) throw new Refusal('passkey_unknown')
  await settleTry(addressSlates(visitor, 'passkey'))
  return asAuth(async (tx) => {
    const account = await findAccountById(tx, passkey.staffId)
    if (!account) throw new Refusal('passkey_unknown')
    await notePasskeyUse(tx, passkey.id, counter)
    return beginSession(tx, visitor, account, 'passkey')
  })
}

/** The device's count of uses, which only grows; null for an answer that does not hold. */
async function counterOf(passkey: Passkey, response: AuthenticationResponseJSON): Promise<number | null> {
  const { rpID, origin } = relyingParty()
  const asked = async (challenge: string) =>
    (await asAuth((tx) => takeToken(tx, 'passkey_sign_in', hashOfToken(challenge)))) !== null
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      ...{
        response,
        expectedChallenge: asked,
        expectedOrigin: origin,
        expectedRPID: rpID,
        requireUserVerification: true,
      },
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null // The library throws on whatever a stranger made up.
  }
}
