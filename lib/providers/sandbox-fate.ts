export type SandboxFate = {
  receiptStatus: 'delivered' | 'undelivered' | 'expired'
  receiptDetail: string
  delaySeconds: number
}

const REASONS = {
  sms: ['absent subscriber', 'unknown subscriber', 'handset memory full'],
  email: ['mailbox full', 'mailbox does not exist', 'mailbox switched off'],
} as const

// Of a thousand texts.
const EXPIRED = 10
const UNDELIVERED = 30
const LATE = 60

/**
 * What becomes of a text in the sandbox: about 96 % arrive, 3 % do not, 1 % expire, mostly within 5 seconds, some within a
 * minute. It depends on the reference alone, so that the same text has the same fate however often it is asked.
 */
export function sandboxFate(channel: 'sms' | 'email', ref: string): SandboxFate {
  const hash = fnv1a(ref)
  const lot = hash % 1000
  const spread = (Math.floor(hash / 1000) % 1000) / 1000
  const delaySeconds = Math.floor(hash / 1_000_000) % 1000 < LATE ? 20 + 40 * spread : 1 + 4 * spread
  if (lot < EXPIRED) return { receiptStatus: 'expired', receiptDetail: 'validity period over', delaySeconds }
  if (lot < EXPIRED + UNDELIVERED) {
    const reasons = REASONS[channel]
    return { receiptStatus: 'undelivered', receiptDetail: reasons[lot % reasons.length] ?? '', delaySeconds }
  }
  return { receiptStatus: 'delivered', receiptDetail: 'delivered', delaySeconds }
}

/** FNV-1a over 32 bits, mixed once more because references differ in their last characters only. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
