import type { AnyPlaceholder, Placeholder, PlaceholderValues } from '#lib/core/placeholders.ts'
import { ANY_PLACEHOLDER, compileComposition, PLACEHOLDERS } from '#lib/core/placeholders.ts'
import type { TextPurpose } from '#lib/core/refusal-purposes.ts'
import { carriesRefusal } from '#lib/core/refusal-purposes.ts'
import { emailOf, smsTextOf } from '#lib/core/rendering.ts'

/** A frozen text: what every delivery of a campaign in one language shares. */
export type Wording = {
  channel: 'sms' | 'email'
  purpose: TextPurpose
  language: string
  subject: string
  body: string
}

/** What a patient gets. `body` is an e-mail without its refusal, for the HTML part, and equals `text` for an SMS. */
export type DeliveryText = { subject: string | null; body: string; text: string; optOutLink: string | undefined }

/** The placeholders of a wording in the order of their first use, subject first: the order of a delivery's `params`. */
export function placeholdersOf(wording: Pick<Wording, 'subject' | 'body'>): Placeholder[] {
  return usedIn(wording, PLACEHOLDERS)
}

/** As `placeholdersOf`, for a text that may be about a visit. */
export function visitPlaceholdersOf(wording: Pick<Wording, 'subject' | 'body'>): AnyPlaceholder[] {
  return usedIn(wording, ANY_PLACEHOLDER)
}

function usedIn<P extends AnyPlaceholder>(wording: Pick<Wording, 'subject' | 'body'>, known: readonly P[]): P[] {
  const parts = [wording.subject, wording.body].flatMap((text) => compileComposition(text, known).parts)
  return [...new Set(parts.flatMap((part) => ('placeholder' in part ? [part.placeholder] : [])))]
}

/** Address of the page where the holder of `code` refuses; the same length for everybody, since it is counted in segments. */
export function optOutLink(publicUrl: string, code: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/o/${code}`
}

/** Address of the page of a text about visits; the same length for everybody, too. */
export function visitLink(publicUrl: string, code: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/v/${code}`
}

/** Renders deliveries of several wordings, each of which is compiled once: the rows of a page share a few. */
export function deliveryTextsOf(
  publicUrl: string,
): (delivery: Wording & { params: readonly string[] | null }) => DeliveryText {
  const compiled = new Map<string, ReturnType<typeof deliveryTextOf>>()
  return ({ params, channel, purpose, language, subject, body }) => {
    const key = [channel, purpose, language, subject, body].join('\0')
    const render = compiled.get(key) ?? deliveryTextOf({ channel, purpose, language, subject, body }, publicUrl)
    compiled.set(key, render)
    return render(params)
  }
}

/**
 * Makes a function that renders the deliveries of one wording, which is compiled once.
 *
 * `params` are the values of the wording's placeholders in the order of their first use (a visit's link as its code); a text that
 * carries a refusal has its contact link's code after them. Null is a text that is no longer kept: nothing of it is shown, its frozen words
 * neither.
 */
export function deliveryTextOf(
  wording: Wording,
  publicUrl: string,
): (params: readonly string[] | null) => DeliveryText {
  const placeholders = visitPlaceholdersOf(wording)
  const subject = compileComposition(wording.subject, ANY_PLACEHOLDER)
  const body = compileComposition(wording.body, ANY_PLACEHOLDER)

  return (params) => {
    if (params === null)
      return { subject: wording.channel === 'email' ? '' : null, body: '', text: '', optOutLink: undefined }
    const values: PlaceholderValues = Object.fromEntries(placeholders.map((name, index) => [name, params[index] ?? '']))
    if (values.visit_link) values.visit_link = visitLink(publicUrl, values.visit_link)
    const code = carriesRefusal(wording.purpose) ? params[placeholders.length] : undefined
    const link = code ? optOutLink(publicUrl, code) : undefined
    if (wording.channel === 'email') {
      const email = emailOf({
        subject,
        body,
        values,
        language: wording.language,
        optOutLink: link,
        purpose: wording.purpose,
      })
      return { ...email, optOutLink: link }
    }
    const text = smsTextOf({ compiled: body, values, language: wording.language, optOutLink: link })
    return { subject: null, body: text, text, optOutLink: link }
  }
}
