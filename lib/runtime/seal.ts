import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

import { required } from '#lib/runtime/env.ts'

// v1.<nonce>.<tag>.<what is sealed>, each in base64url. AES-256-GCM; the key is drawn from SECRET by HKDF (RFC 5869) for this use.

const FORM = /^v1\.([\w-]+)\.([\w-]+)\.([\w-]*)$/
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What was sealed with another SECRET, for another owner, or is damaged. Says nothing of what it holds. */
export class CannotUnseal extends Error {
  override name = 'CannotUnseal'
}

/**
 * Closes a text so that only a process with the same SECRET can read it, and only as `owner`'s: one row's sealed text is worthless
 * in another row.
 */
export function seal(text: string, owner: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return ['v1', ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.')
}

/** @throws CannotUnseal unless it was sealed with this SECRET for this owner, and not a bit of it has changed */
export function unseal(sealed: string, owner: string): string {
  const [, nonce = '', tag = '', text = ''] = FORM.exec(sealed) ?? []
  try {
    const decipher = createDecipheriv('aes-256-gcm', key(), Buffer.from(nonce, 'base64url'), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(owner)).setAuthTag(Buffer.from(tag, 'base64url'))
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8')
  } catch {
    throw new CannotUnseal('It was sealed with another SECRET, or is damaged.')
  }
}

function key(): Buffer {
  return Buffer.from(hkdfSync('sha256', required('SECRET'), '', 'meelespea seal v1', KEY_BYTES))
}
