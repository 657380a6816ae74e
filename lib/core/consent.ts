/** What a patient says yes or no to, channel by channel. */
export const CONSENT_PURPOSES = ['marketing', 'recall', 'greeting', 'service', 'debt'] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]

/** `all` closes the channel, service texts included. */
export const OPT_OUT_PURPOSES = ['marketing', 'recall', 'greeting', 'service', 'debt', 'all'] as const

export const CONSENT_CHANNELS = ['any', 'sms', 'email'] as const

/** How staff came to know of a yes or a no: on a paper form, at the desk, on the telephone, by letter. */
export const HOW = ['paper', 'desk', 'phone', 'email'] as const
