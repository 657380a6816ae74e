import type { Placeholder, PlaceholderValues } from '#lib/core/placeholders.ts'
import { compileComposition } from '#lib/core/placeholders.ts'
import { emailOf, smsTextOf } from '#lib/core/rendering.ts'

/** A frozen text: what every delivery of a campaign in one language shares. */
export type Wording = {
  channel: 'sms' | 'email'
  purpose: 'offer' | 'notice'
  language: string
  subject: string
  body: string
}

/** What a patient gets. `body` is an e-mail without its refusal, for the HTML part, and equals `text` for an SMS. */
export type DeliveryText = { subject: string | null; body: string; text: string; optOutLink: string | undefined }

/** The placeholders of a wording in the order of their first use, subject first: the order of a delivery's `params`. */
export function placeholdersOf(wording: Pick<Wording, 'subject' | 'body'>): Placeholder[] {
  const parts = [wording.subject, wording.body].flatMap((text) => compileComposition(text).parts)
  return [...new Set(parts.flatMap((part) => ('placeholder' in part ? [part.placeholder] : [])))]
}

/** Address of the page where the holder of `code` refuses; the same length for everybody, since it is counted in segments. */
export function optOutLink(publicUrl: string, code: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/o/${code}`
}

/**
 * Makes a function that renders the deliveries of one wording, which is compiled once.
 *
 * `params` are the values of `placeholdersOf(wording)`; an offer has its contact link's code after them. Values
 * that retention took away read as empty.
 */
export function deliveryTextOf(wording: Wording, publicUrl: string): (params: readonly string[]) => DeliveryText {
  const placeholders = placeholdersOf(wording)
  const subject = compileComposition(wording.subject)
  const body = compileComposition(wording.body)

  return (params) => {
    const values: PlaceholderValues = Object.fromEntries(placeholders.map((name, index) => [name, params[index] ?? '']))
    const code = wording.purpose === 'offer' ? params[placeholders.length] : undefined
    const link = code ? optOutLink(publicUrl, code) : undefined
    if (wording.channel === 'email') {
      const email = emailOf({ subject, body, values, language: wording.language, optOutLink: link })
      return { ...email, optOutLink: link }
    }
    const text = smsTextOf({ compiled: body, values, language: wording.language, optOutLink: link })
    return { subject: null, body: text, text, optOutLink: link }
  }
}
