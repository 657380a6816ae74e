import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'

import type { Env } from '#lib/runtime/env.ts'
import { WrongSetting } from '#lib/runtime/env.ts'

export type Certificate = { cert: Buffer; key: Buffer }

/**
 * The certificate that the listener for letters which came back shows, with its key; null where none is set.
 *
 * @throws WrongSetting for a file that cannot be read, and for two that do not go together
 */
export function readBounceCertificate({
  BOUNCES_TLS_CERT,
  BOUNCES_TLS_KEY,
}: Pick<Env, 'BOUNCES_TLS_CERT' | 'BOUNCES_TLS_KEY'>): Certificate | null {
  if (BOUNCES_TLS_CERT === undefined || BOUNCES_TLS_KEY === undefined) return null
  const cert = read('BOUNCES_TLS_CERT', BOUNCES_TLS_CERT)
  const key = read('BOUNCES_TLS_KEY', BOUNCES_TLS_KEY)
  try {
    createSecureContext({ cert })
  } catch {
    throw new WrongSetting('BOUNCES_TLS_CERT does not fit: it must be a file with a certificate, as PEM.')
  }
  try {
    createSecureContext({ cert, key })
  } catch {
    throw new WrongSetting('BOUNCES_TLS_KEY does not fit: it must be a file with the key of BOUNCES_TLS_CERT, as PEM.')
  }
  return { cert, key }
}

function read(name: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new WrongSetting(`${name} does not fit: it must be a file that can be read.`)
  }
}
