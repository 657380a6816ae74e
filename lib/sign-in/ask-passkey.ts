import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import { generateRegistrationOptions } from '@simplewebauthn/server'
import type * as z from 'zod'

import { listPasskeys } from '#db/queries/second-steps.ts'
import { insertToken } from '#db/queries/sign-in.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import type { AskPasskeyInput } from '#lib/sign-in/inputs.ts'
import { newChallenge, relyingParty } from '#lib/sign-in/relying-party.ts'
import { requirePassword } from '#lib/sign-in/require-password.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { PASSKEY_SECONDS } from '#lib/sign-in/times.ts'
import { hashOfToken } from '#lib/sign-in/token.ts'

const MOST_PASSKEYS = 10

/**
 * What a browser needs to make a passkey that signs in by itself: it is kept on the device and asks for its owner's PIN, finger or face,
 * so it is two steps in one.
 *
 * @throws Refusal password_wrong, too_many_attempts, conflict when there are ten
 */
export async function askPasskey(
  person: PersonCtx,
  { currentPassword }: z.output<typeof AskPasskeyInput>,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  await requirePassword(person, currentPassword)
  const challenge = newChallenge()
  const known = await asAuth(async (tx) => {
    await insertToken(tx, {
      ...{ hash: hashOfToken(challenge.text), kind: 'passkey_new', staffId: person.staffId, seconds: PASSKEY_SECONDS },
    })
    return listPasskeys(tx, person.staffId)
  })
  if (known.length >= MOST_PASSKEYS) throw new Refusal('conflict')
  const { rpName, rpID } = relyingParty()
  return generateRegistrationOptions({
    rpName,
    rpID,
    userName: person.email,
    userDisplayName: person.name,
    userID: new TextEncoder().encode(person.staffId),
    challenge: challenge.bytes,
    timeout: PASSKEY_SECONDS * 1000,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
  })
}
