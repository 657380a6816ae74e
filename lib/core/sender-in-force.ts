export const SENDER_STATUSES = ['requested', 'registered', 'refused'] as const
export type SenderStatus = (typeof SENDER_STATUSES)[number]

/** By country of the number: the name that was asked for there, and what came of it. */
export type SenderNames = Readonly<Record<string, { name: string; status: SenderStatus }>>

/** The service's own name, registered wherever that is needed; the text itself names the clinic. */
export const SERVICE_SENDER = 'Meelespea'

/**
 * Where operators carry only names that were approved beforehand: another is blocked, or comes with a mark before it.
 *
 * Source: Traficom, SMS sender ID (Finland); operators' rules for Russia and Ukraine as collected by GOV.UK Notify.
 */
export const COUNTRIES_WITH_REGISTER: readonly string[] = ['FI', 'RU', 'UA']

/**
 * Whose name stands on a phone of a country: the name registered there; where none is, or it was refused, the service's own in
 * countries that carry registered names only, and the chain's own everywhere else. A refused name is never used.
 *
 * @param country of the number; null for what has none, such as an e-mail
 */
export function senderInForce(own: string, names: SenderNames, country: string | null): string {
  const here = country === null ? undefined : names[country]
  if (here?.status === 'registered') return here.name
  if (here?.status === 'refused') return SERVICE_SENDER
  return country !== null && COUNTRIES_WITH_REGISTER.includes(country) ? SERVICE_SENDER : own
}
