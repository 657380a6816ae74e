import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32

/** 256 random bits to give away; the database keeps their hash. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** Of something random enough that nobody can go through all of them; never of a password. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
