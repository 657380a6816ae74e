import type { RejectionReason, SendOutcome } from '#lib/providers/provider.ts'

// Omnichannel API, model ErrorItemOmnichannel: `code` as below, `source` the field that it objects to.
const UNAUTHORIZED = '103'
const SERVER_ERROR = '104'
const FORBIDDEN = '102'
const ABOUT_THE_TEXT = new Set(['105', '106'])

const NAMED: Record<string, string> = {
  '101': 'not found',
  '102': 'forbidden',
  '103': 'unauthorized',
  '104': 'internal server error',
  '105': 'invalid data',
  '106': 'missing data',
  '107': 'method not allowed',
}

export type ErrorItem = { code: string; source: string }

/** What one entry of an answer means: the message that was made of a text, or the errors it was refused with. */
export function outcomeOf(entry: unknown): SendOutcome {
  const messageId = messageIdOf(entry)
  if (messageId) return { outcome: 'accepted', refs: [messageId] }
  const [error] = errorsOf(entry)
  return error ? outcomeOfError(error) : { outcome: 'unknown', detail: 'taken without a message id' }
}

/**
 * What an error says of a text. Its free wording is left alone, since it may repeat the number.
 *
 * *Unauthorized* is about us, and the text keeps; *forbidden* beside other texts that were taken is about this one.
 */
export function outcomeOfError({ code, source }: ErrorItem): SendOutcome {
  const detail = `${NAMED[code] ?? 'error'} (${[code, source].filter(Boolean).join(' ')})`
  if (code === UNAUTHORIZED) return { outcome: 'not_sent', detail }
  if (code === SERVER_ERROR) return { outcome: 'unknown', detail }
  if (code === FORBIDDEN) return { outcome: 'rejected', reason: 'blocked', detail }
  if (ABOUT_THE_TEXT.has(code)) return { outcome: 'rejected', reason: reasonOf(source), detail }
  return { outcome: 'unknown', detail }
}

export function errorsOf(entry: unknown): ErrorItem[] {
  const errors = (entry as { errors?: unknown } | null)?.errors
  if (!Array.isArray(errors)) return []
  return errors.map((item: { code?: unknown; source?: unknown } | null) => ({
    code: String(item?.code ?? ''),
    source: fieldName(item?.source),
  }))
}

/** The id of the SMS, not that of the omnimessage around it: it is what receipts name. */
function messageIdOf(entry: unknown): string | undefined {
  const messages = (entry as { messages?: unknown } | null)?.messages
  const [message] = Array.isArray(messages) ? messages : []
  const id = (message as { message_id?: unknown } | null | undefined)?.message_id
  return typeof id === 'string' && id !== '' ? id : undefined
}

/** A path such as `messages[0].sender`; whatever else stands there may be the value itself. */
function fieldName(source: unknown): string {
  return typeof source === 'string' && /^[a-z_.[\]\d]{1,60}$/i.test(source) ? source : ''
}

function reasonOf(source: string): RejectionReason {
  if (/\bsender\b/.test(source)) return 'bad_sender'
  return /\bto\b/.test(source) ? 'bad_number' : 'other'
}
