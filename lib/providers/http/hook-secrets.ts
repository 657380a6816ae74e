import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Whether a secret that was given is ours, in a time that says nothing of where they differ. Nothing equals no secret at all. */
export function isSecret(given: string | null, secret: string | null): boolean {
  if (given === null || secret === null || secret === '') return false
  return timingSafeEqual(digest(given), digest(secret))
}

/** Whether `signature` is the HMAC-SHA256 of the body in hexadecimal under the secret, in constant time. */
export function isSignature(signature: string | undefined, body: Buffer, secret: string | null): boolean {
  if (!signature || !secret || !/^[\da-f]{64}$/i.test(signature)) return false
  return timingSafeEqual(Buffer.from(signature, 'hex'), createHmac('sha256', secret).update(body).digest())
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
