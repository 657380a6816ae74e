import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const STEP_SECONDS = 30
const DIGITS = 6
const SECRET_BYTES = 20
/** A telephone's clock may be off by half a minute either way. */
const STEPS_AROUND = 1
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A secret for an authenticator app, in base32 as such apps take it (RFC 4648). */
export function newTotpSecret(): string {
  return base32(randomBytes(SECRET_BYTES))
}

/** The code of one step of half a minute. Source: RFC 6238, with HMAC-SHA-1 and six digits, since not every app reads anything else. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The step a code belongs to, if it is one of now and later than `lastStep`: a code that was used, or is older, is none. */
export function stepOfCode(
  secret: string,
  code: string,
  { now, lastStep }: { now: Date; lastStep: number },
): number | null {
  const current = totpStep(now)
  let found: number | null = null
  for (let step = current - STEPS_AROUND; step <= current + STEPS_AROUND; step += 1) {
    if (isSame(totpCode(secret, step), code) && step > lastStep) found = step
  }
  return found
}

export function totpStep(at: Date): number {
  return Math.floor(at.getTime() / 1000 / STEP_SECONDS)
}

/** What the QR code says. Source: the Key URI format that authenticator apps share. */
export function totpUri(secret: string, account: string): string {
  const label = encodeURIComponent(`Meelespea:${account}`)
  return `otpauth://totp/${label}?secret=${secret}&issuer=Meelespea&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`
}

function isSame(expected: string, typed: string): boolean {
  const [ours, theirs] = [Buffer.from(expected), Buffer.from(typed)]
  return ours.length === theirs.length && timingSafeEqual(ours, theirs)
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}
