import type { RejectionReason, SendOutcome } from '#lib/providers/provider.ts'

/** What nodemailer throws: the server's reply where there was one, and the step it was about. */
export type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string }

type Failure = Exclude<SendOutcome, { outcome: 'accepted' }>

const LOST = new Set(['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EABORT', 'ESTREAM'])
const BAD_SEQUENCE = 503

/**
 * What a failed attempt means for the letter.
 *
 * Until its first byte has left, nothing went out. From then on only the server's reply can say so: the final dot may have been
 * the last thing that reached it (RFC 5321, section 4.2.5). 4yz may pass by itself, 5yz is for good; but a 5yz that is not about
 * this letter (greeting, password) says that the transport is wrong, and the letter keeps.
 *
 * @param begun whether a byte of the letter itself was handed to the connection
 */
export function failureOf(error: SmtpError, begun: boolean): Failure {
  const { responseCode: code, command } = error
  const detail = [command, error.code, code].filter(Boolean).join(' ')

  if (begun && (!code || LOST.has(error.code ?? ''))) return { outcome: 'unknown', detail: `no answer: ${detail}` }
  if (!code) {
    const aboutTheLetter = error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
    if (aboutTheLetter) return { outcome: 'rejected', reason: reasonOf(error), detail }
    return { outcome: 'not_sent', detail }
  }
  const permanent = code >= 500 && code !== BAD_SEQUENCE
  if (permanent && isAboutTheLetter(command)) return { outcome: 'rejected', reason: reasonOf(error), detail }
  // A mailbox that is busy or greylisted is no reason to keep other letters back.
  return { outcome: 'not_sent', detail, ...(command === 'RCPT TO' && { onlyThis: true as const }) }
}

function isAboutTheLetter(command: string | undefined): boolean {
  return command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA' || command === 'API'
}

// RFC 3463: x.7.y is policy, x.1.y and x.2.y are the mailbox.
function reasonOf({ command, response }: SmtpError): RejectionReason {
  if (/\b5\.7\.\d+\b/.test(response ?? '')) return 'blocked'
  if (command === 'MAIL FROM') return 'bad_sender'
  if (command === 'RCPT TO' || command === 'API') return 'bad_address'
  return 'other'
}
