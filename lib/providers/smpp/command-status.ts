import type { SendOutcome } from '#lib/providers/provider.ts'

export const ESME_ROK = 0x00
export const ESME_RINVCMDLEN = 0x02
export const ESME_RINVCMDID = 0x03
/** "Receiver temporary app error": the SMSC sends the deliver_sm again later. */
export const ESME_RX_T_APPN = 0x64
export const ESME_RTHROTTLED = 0x58
export const ESME_RMSGQFUL = 0x14

type Refusal = Exclude<SendOutcome, { outcome: 'accepted' }>

const notSent = (detail: string): Refusal => ({ outcome: 'not_sent', detail })
const rejected = (reason: 'bad_number' | 'bad_sender' | 'blocked' | 'other', detail: string): Refusal => ({
  outcome: 'rejected',
  reason,
  detail,
})

// SMPP 3.4, section 5.1.3. A status other than 0 says that the SMSC did not take the text. What may pass by itself is
// `not_sent`; what would be refused again is `rejected`.
const MEANINGS = new Map<number, Refusal>([
  [0x04, notSent('incorrect bind status')],
  [0x08, notSent('system error of the SMSC')],
  [ESME_RMSGQFUL, notSent('message queue full')],
  [ESME_RTHROTTLED, notSent('throttled')],
  [ESME_RX_T_APPN, notSent('temporary error of the receiver')],
  [0x0a, rejected('bad_sender', 'invalid source address')],
  [0x48, rejected('bad_sender', 'invalid type of number of the source')],
  [0x49, rejected('bad_sender', 'invalid numbering plan of the source')],
  [0x0b, rejected('bad_number', 'invalid destination address')],
  [0x50, rejected('bad_number', 'invalid type of number of the destination')],
  [0x51, rejected('bad_number', 'invalid numbering plan of the destination')],
  [0x66, rejected('blocked', 'the receiver rejects the message')],
  // "Unknown error": whether the text went is the very thing it does not say.
  [0xff, { outcome: 'unknown', detail: 'unknown error of the SMSC' }],
])

/** Our answer to a command status that is not 0 (ESME_ROK). One that the standard does not name is a refusal for good. */
export function refusalOf(status: number): Refusal {
  const code = `0x${status.toString(16).padStart(8, '0')}`
  const meaning = MEANINGS.get(status) ?? rejected('other', 'refused by the SMSC')
  return { ...meaning, detail: `${meaning.detail} (${code})` }
}

/** Whether the SMSC asks for fewer texts, rather than objecting to this one. */
export function asksToSlowDown(status: number): boolean {
  return status === ESME_RTHROTTLED || status === ESME_RMSGQFUL
}
