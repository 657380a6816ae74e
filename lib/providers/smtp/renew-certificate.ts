import type { SMTPServer } from 'smtp-server'

import type { Certificate } from '#lib/providers/smtp/bounce-certificate.ts'
import { tlsOf } from '#lib/providers/smtp/bounce-listener.ts'
import { log } from '#lib/runtime/log.ts'

/** Looks whether the certificate was renewed, and shows the new one from then on. Of two files that do not go together yet the old ones stay. */
export function createRenewal(
  server: SMTPServer,
  shown: Certificate | null,
  read: () => Certificate | null,
): () => void {
  let toldWrong = false
  return () => {
    if (!shown) return
    try {
      const now = read()
      toldWrong = false
      if (!now || now.cert.equals(shown.cert)) return
      server.updateSecureContext(tlsOf(now))
      shown = now
      log.info('a renewed certificate is shown to who brings letters that come back')
    } catch (error) {
      if (!toldWrong)
        log.error('the certificate for letters that come back cannot be used; the one of before is', error)
      toldWrong = true
    }
  }
}
