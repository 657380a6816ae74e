import { timingSafeEqual } from 'node:crypto'

import { hmacSha256 } from '#lib/providers/http/hook-secrets.ts'

const KEY_BYTES = 16

/**
 * What authenticates the receipts of one text: it stands in the address that Kannel calls for it, and so in Kannel's logs, where it
 * opens nothing but this text's fate.
 */
export function receiptKey(hookSecret: string, clientRef: string): string {
  return keyBytes(hookSecret, clientRef).toString('base64url')
}

/** In constant time. */
export function isReceiptKey(key: string, hookSecret: string, clientRef: string): boolean {
  const given = Buffer.from(key, 'base64url')
  return given.length === KEY_BYTES && timingSafeEqual(given, keyBytes(hookSecret, clientRef))
}

function keyBytes(hookSecret: string, clientRef: string): Buffer {
  return hmacSha256(hookSecret, Buffer.from(clientRef)).subarray(0, KEY_BYTES)
}
