import type { DeliveryText } from '#lib/core/delivery-text.ts'
import { emailHtmlOf } from '#lib/core/email-html.ts'
import type { EmailProvider, OutboundEmail, OutboundSms, Provider, SmsProvider } from '#lib/providers/provider.ts'

/** A delivery with nothing left to fill in. */
export type RenderedDelivery = {
  clientRef: string
  address: string
  /** The chain's registered sender, for an SMS. */
  senderName: string
  /** The chain's name, for an e-mail. */
  chainName: string
  language: string
  text: DeliveryText
  validUntil: Date
}

/** A channel, the provider that carries it, and what a delivery looks like to that provider. */
export type Line<Outbound> = {
  channel: 'sms' | 'email'
  provider: Provider<Outbound>
  outboundOf(delivery: RenderedDelivery): Outbound
}

export function smsLine(provider: SmsProvider): Line<OutboundSms> {
  return {
    channel: 'sms',
    provider,
    outboundOf: ({ clientRef, address, senderName, text, validUntil }) => ({
      clientRef,
      to: address,
      from: senderName,
      text: text.text,
      validUntil,
    }),
  }
}

export function emailLine(provider: EmailProvider): Line<OutboundEmail> {
  return {
    channel: 'email',
    provider,
    outboundOf: ({ clientRef, address, chainName, language, text, validUntil }) => {
      const subject = text.subject ?? ''
      const { body, optOutLink } = text
      return {
        clientRef,
        to: address,
        fromName: chainName,
        subject,
        text: text.text,
        html: emailHtmlOf({ from: chainName, language, subject, body, optOutLink }),
        language,
        oneClickUrl: optOutLink ? `${optOutLink}/one-click` : null,
        validUntil,
      }
    },
  }
}
