import { hash, timingSafeEqual } from 'node:crypto'

const BLOCK_BYTES = 64

/** Whether a secret that was given is ours, in a time that says nothing of where they differ. Nothing equals no secret at all. */
export function isSecret(given: string | null, secret: string | null): boolean {
  if (given === null || secret === null || secret === '') return false
  return timingSafeEqual(digest(given), digest(secret))
}

/** Whether `signature` is the HMAC-SHA256 of the body in hexadecimal under the secret, in constant time. */
export function isSignature(signature: string | undefined, body: Buffer, secret: string | null): boolean {
  if (!signature || !secret || !/^[\da-f]{64}$/i.test(signature)) return false
  return timingSafeEqual(Buffer.from(signature, 'hex'), hmacSha256(secret, body))
}

type Pads = { inner: Buffer; outer: Buffer }
const padsOf = new Map<string, Pads>()
const MAX_SECRETS = 100

/** RFC 2104, over one-shot hashes: half the time of a Hmac object, and each receipt takes one. */
export function hmacSha256(secret: string, message: Buffer): Buffer {
  const { inner, outer } = padsOf.get(secret) ?? rememberPads(secret)
  const innerHash = hash('sha256', Buffer.concat([inner, message]), 'buffer')
  return hash('sha256', Buffer.concat([outer, innerHash]), 'buffer')
}

function rememberPads(secret: string): Pads {
  const bytes = Buffer.from(secret)
  const key = Buffer.alloc(BLOCK_BYTES)
  key.set(bytes.length > BLOCK_BYTES ? digest(secret) : bytes)
  const pads = { inner: key.map((octet) => octet ^ 0x36) as Buffer, outer: key.map((octet) => octet ^ 0x5c) as Buffer }
  if (padsOf.size >= MAX_SECRETS) padsOf.clear()
  padsOf.set(secret, pads)
  return pads
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}
