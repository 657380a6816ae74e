import { randomBytes } from 'node:crypto'

import { hashOfToken } from '#lib/sign-in/token.ts'

const RECOVERY_CODES = 10
const CODE_CHARACTERS = 16
/** Crockford's base32: nothing in it is taken for something else on paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ten codes of 80 random bits, in fours for the eye. They are shown once; the database keeps hashes. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = [...randomBytes(CODE_CHARACTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
    return (letters.match(/.{4}/g) ?? []).join('-')
  })
}

/** Of a code however it was typed; null for what cannot be one. */
export function hashOfRecoveryCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (letters.length !== CODE_CHARACTERS || [...letters].some((letter) => !ALPHABET.includes(letter))) return null
  return hashOfToken(`recovery code ${letters}`)
}
