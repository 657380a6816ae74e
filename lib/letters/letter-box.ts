import type { EmailProvider } from '#lib/providers/provider.ts'
import { openEmailProvider } from '#lib/providers/registry.ts'
import type { SmtpTransport } from '#lib/providers/transport.ts'
import { parseTransport } from '#lib/providers/transport.ts'
import { env } from '#lib/runtime/env.ts'

/** The service's own account with a mail server; apart from the accounts that chains' texts leave by. */
export function openLetterBox(): Promise<EmailProvider> {
  const { LETTERS_SMTP: address, LETTERS_FROM: from } = env()
  const transport = parseTransport(address ?? '') as SmtpTransport
  return openEmailProvider(
    { ...transport, from: from ?? transport.from, window: 1 },
    { name: 'letters', onReceipt: async () => {}, onReply: async () => {} },
  )
}
