/** Why a text is written; it decides which refusals stop it. A text about a visit is a notice. */
export type TextPurpose = 'offer' | 'notice' | 'greeting' | 'recall'

/**
 * The opt-outs that stop a text of each purpose. `all` closes the channel, service texts included. Who refuses offers wants neither
 * wishes nor invitations either: the link in all three leads to one page.
 */
export const STOPPED_BY_OPT_OUT_OF: Record<TextPurpose, readonly string[]> = {
  offer: ['marketing', 'all'],
  notice: ['service', 'all'],
  greeting: ['greeting', 'marketing', 'all'],
  recall: ['recall', 'marketing', 'all'],
}

/** The opt-outs that stop one text: a private message that names a debt is also stopped by the refusal of such. */
export function stoppedBy(
  purpose: TextPurpose,
  { aboutDebt = false }: { aboutDebt?: boolean | undefined } = {},
): readonly string[] {
  return aboutDebt ? [...STOPPED_BY_OPT_OUT_OF[purpose], 'debt'] : STOPPED_BY_OPT_OUT_OF[purpose]
}

/** The consent without which a text must not be sent (ESS § 103¹); null where none is needed. */
export const CONSENT_NEEDED: Record<TextPurpose, 'marketing' | null> = {
  offer: 'marketing',
  notice: null,
  greeting: null,
  recall: null,
}

/** Whether a text ends in a link to refuse such texts, made for its number or address. */
export function carriesRefusal(purpose: TextPurpose): boolean {
  return purpose !== 'notice'
}
