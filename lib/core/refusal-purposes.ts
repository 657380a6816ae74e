/** Why a text is written; it decides which refusals stop it. */
export type TextPurpose = 'offer' | 'notice'

/** The opt-outs that stop a text of each purpose. `all` closes the channel, service texts included. */
export const STOPPED_BY_OPT_OUT_OF: Record<TextPurpose, readonly string[]> = {
  offer: ['marketing', 'all'],
  notice: ['service', 'all'],
}

/** The consent without which a text must not be sent (ESS § 103¹); null where none is needed. */
export const CONSENT_NEEDED: Record<TextPurpose, 'marketing' | null> = { offer: 'marketing', notice: null }
