import type { EmailProvider, ProviderSeat, SmsProvider } from '#lib/providers/provider.ts'
import { createSandbox } from '#lib/providers/sandbox.ts'
import type { EmailTransport, SmsTransport } from '#lib/providers/transport.ts'
import { env } from '#lib/runtime/env.ts'

/** Opens the provider of an SMS account. A provider's code is loaded only where it is used. */
export async function openSmsProvider(transport: SmsTransport, seat: ProviderSeat): Promise<SmsProvider> {
  if (transport.kind === 'sandbox') return createSandbox('sms', seat.name)
  if (transport.kind === 'smpp') {
    const { createSmppProvider } = await import('#lib/providers/smpp/provider.ts')
    return createSmppProvider(transport, seat)
  }
  if (transport.kind === 'messente') {
    const { createMessenteProvider } = await import('#lib/providers/messente/provider.ts')
    return createMessenteProvider(transport, seat)
  }
  const { createKannelProvider } = await import('#lib/providers/kannel/provider.ts')
  return createKannelProvider(transport, seat)
}

/** Opens the provider of an e-mail account. */
export async function openEmailProvider(transport: EmailTransport, seat: ProviderSeat): Promise<EmailProvider> {
  if (transport.kind === 'sandbox') return createSandbox('email', seat.name)
  const { createSmtpProvider } = await import('#lib/providers/smtp/provider.ts')
  return createSmtpProvider({ ...transport, from: transport.from ?? ownMailbox() }, seat)
}

/** Letters need a mailbox to come from; where none is named, it is one at the portal's own host. */
function ownMailbox(): string {
  return `meelespea@${new URL(env().PUBLIC_URL).hostname}`
}
