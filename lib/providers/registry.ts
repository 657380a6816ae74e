import type { EmailProvider, OnReceipt, SmsProvider } from '#lib/providers/provider.ts'
import { createSandbox } from '#lib/providers/sandbox.ts'
import type { EmailTransport, SmsTransport } from '#lib/runtime/env.ts'

/** The provider that SMS_TRANSPORT names. A provider's code is loaded only where it is used. */
export async function openSmsProvider(transport: SmsTransport, onReceipt: OnReceipt): Promise<SmsProvider> {
  if (transport.name === 'sandbox') return createSandbox('sms')
  const { createSmppProvider } = await import('#lib/providers/smpp/provider.ts')
  return createSmppProvider(transport, onReceipt)
}

/** The provider that EMAIL_TRANSPORT names. */
export async function openEmailProvider(transport: EmailTransport, onReceipt: OnReceipt): Promise<EmailProvider> {
  if (transport.name === 'sandbox') return createSandbox('email')
  const { createSmtpProvider } = await import('#lib/providers/smtp/provider.ts')
  return createSmtpProvider(transport, onReceipt)
}
