import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { verifyRegistrationResponse } from '@simplewebauthn/server'
import type * as z from 'zod'

import { insertPasskey } from '#db/queries/second-steps.ts'
import { saveSessionMethod } from '#db/queries/sessions.ts'
import { takeToken } from '#db/queries/sign-in.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import type { AddPasskeyInput } from '#lib/sign-in/inputs.ts'
import { relyingParty } from '#lib/sign-in/relying-party.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { recordSignInAudit } from '#lib/sign-in/sign-in-ctx.ts'
import { tellPerson } from '#lib/sign-in/tell-person.ts'
import { hashOfToken } from '#lib/sign-in/token.ts'

/**
 * Keeps the passkey a browser has made for the question of `askPasskey`, which is used up.
 *
 * @throws Refusal passkey_unknown for an answer to no question of this person's, or one that does not hold; conflict for a known one
 */
export async function addPasskey(
  person: PersonCtx,
  { name, credential }: z.output<typeof AddPasskeyInput>,
): Promise<void> {
  const made = await registrationOf(person, credential as unknown as RegistrationResponseJSON)
  if (!made) throw new Refusal('passkey_unknown')
  await asAuth(async (tx) => {
    const added = await insertPasskey(tx, {
      staffId: person.staffId,
      name,
      credentialId: made.id,
      publicKey: Buffer.from(made.publicKey).toString('base64url'),
      counter: made.counter,
      transports: made.transports ?? [],
    })
    if (!added) throw new Refusal('conflict')
    await saveSessionMethod(tx, person.sessionId, 'passkey')
    await recordSignInAudit(tx, person, { action: 'sign_in.passkey_added' })
    await tellPerson(tx, person, 'passkey')
  })
}

async function registrationOf(person: PersonCtx, response: RegistrationResponseJSON) {
  const { rpID, origin } = relyingParty()
  const asked = async (challenge: string) => {
    const question = await asAuth((tx) => takeToken(tx, 'passkey_new', hashOfToken(challenge)))
    return question?.staffId === person.staffId
  }
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      ...{
        response,
        expectedChallenge: asked,
        expectedOrigin: origin,
        expectedRPID: rpID,
        requireUserVerification: true,
      },
    })
    return registrationInfo?.credential ?? null
  } catch {
    return null // The library throws on whatever a stranger made up.
  }
}
