import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

import { relyingParty } from '#lib/sign-in/relying-party.ts'

// A security key in software: it makes one P-256 key pair and signs questions with it, as WebAuthn Level 3 §6 writes it down.

const USER_PRESENT_AND_VERIFIED = 0x05
const WITH_KEY = 0x40

/** A passkey, with what its browser would post. */
export function anAuthenticator() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  const credentialId = id.toString('base64url')
  // COSE_Key: EC2, ES256, P-256, both coordinates.
  const coseKey = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ])
  const posted = (response: Record<string, string>) => ({
    ...{ id: credentialId, rawId: credentialId, type: 'public-key' as const, clientExtensionResults: {}, response },
  })
  return {
    credentialId,
    publicKey: coseKey.toString('base64url'),

    /** The answer to a question that a new passkey is made for, without attestation. */
    register(challenge: string) {
      const keyData = Buffer.concat([Buffer.alloc(16), twoBytes(id.length), id, coseKey])
      const data = Buffer.concat([authenticatorData(USER_PRESENT_AND_VERIFIED | WITH_KEY, 0), keyData])
      const object = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
        Buffer.from('59', 'hex'),
        twoBytes(data.length),
        data,
      ])
      return posted({
        clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
        attestationObject: object.toString('base64url'),
      })
    },

    /** The answer to a question at sign-in. */
    signIn(challenge: string) {
      const data = authenticatorData(USER_PRESENT_AND_VERIFIED, 1)
      const client = clientData('webauthn.get', challenge)
      const signed = createSign('sha256').update(data).update(createHash('sha256').update(client).digest())
      return posted({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signed.sign(privateKey).toString('base64url'),
      })
    },
  }
}

function authenticatorData(flags: number, counter: number): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([createHash('sha256').update(relyingParty().rpID).digest(), Buffer.from([flags]), count])
}

function clientData(type: string, challenge: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin: relyingParty().origin, crossOrigin: false }))
}

function twoBytes(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}
