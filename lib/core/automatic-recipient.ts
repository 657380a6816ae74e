import type { LeftOutReason } from '#lib/core/left-out-reason.ts'

/** What is known of a patient at the moment when a text that sends itself would leave. */
export type PersonFacts = {
  deceased: boolean
  language: string | null
  phone: string | null
  phoneKind: 'mobile' | 'landline' | 'invalid' | 'none'
  phoneCountry: string | null
  email: string | null
  /** Whether an opt-out in force stops texts of this purpose at the number or address. */
  refused: boolean
}

export type RecipientTerms = {
  channel: 'sms' | 'email'
  /** Languages that the chain writes in, and those of them that the template has. */
  languages: readonly string[]
  written: readonly string[]
  noLanguageAs: string | null
  /** Price of a segment or an e-mail by country of the number; `*` stands for any other. */
  prices: readonly { country: string; priceMicro: number; chargesUndelivered?: boolean }[]
}

export type Recipient = {
  address: string
  country: string | null
  language: string
  priceMicro: number
  freeIfUndelivered: boolean
}

const MOBILE_ONLY: Partial<Record<PersonFacts['phoneKind'], LeftOutReason>> = {
  none: 'no_number',
  landline: 'landline',
  invalid: 'invalid_number',
}

/** Where, in which language and at what price a patient gets a text; or why not, by the reasons that campaigns have, in their order. */
export function recipientOf(person: PersonFacts, terms: RecipientTerms): Recipient | { reason: LeftOutReason } {
  if (person.deceased) return { reason: 'deceased' }
  const own = person.language !== null && terms.languages.includes(person.language) ? person.language : null
  const language = own ?? terms.noLanguageAs
  if (language === null) return { reason: 'language_unknown' }
  if (!terms.written.includes(language)) return { reason: 'language_blank' }

  const sms = terms.channel === 'sms'
  const missing = sms ? MOBILE_ONLY[person.phoneKind] : undefined
  if (missing) return { reason: missing }
  const address = sms ? person.phone : person.email
  if (!address) return { reason: sms ? 'no_number' : 'no_address' }
  const country = sms ? person.phoneCountry : null
  const price = terms.prices.find((one) => one.country === country) ?? terms.prices.find((one) => one.country === '*')
  if (!price) return { reason: 'no_price' }
  if (person.refused) return { reason: 'opted_out' }
  return {
    address,
    country,
    language,
    priceMicro: price.priceMicro,
    freeIfUndelivered: price.chargesUndelivered === false,
  }
}
