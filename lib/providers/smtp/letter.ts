import type { SendMailOptions } from 'nodemailer'

import { hasLineBreak } from '#lib/core/text-normalisation.ts'
import type { OutboundEmail, SendOutcome } from '#lib/providers/provider.ts'
import { returnPathOf } from '#lib/providers/smtp/verp.ts'

type Rejected = Extract<SendOutcome, { outcome: 'rejected' }>

// One mailbox and nothing else: a comma, a bracket or a space would make it several, or a name.
const MAILBOX = /^[^\s<>()[\]\\,;:"@\p{Cc}]{1,64}@[^\s<>()[\]\\,;:"@\p{Cc}]{1,255}$/u
const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z\d]{1,8})*$/i

/** Why a letter cannot go out as it is, before anybody is asked; null when it can. A header must not break out of its line. */
export function objectionTo(email: OutboundEmail): Rejected | null {
  if (!MAILBOX.test(email.to)) return rejected('bad_address', 'not one e-mail address')
  if (hasLineBreak(email.fromName)) return rejected('bad_sender', 'a line break in the name of the sender')
  if (hasLineBreak(email.subject)) return rejected('other', 'a line break in the subject')
  return null
}

function rejected(reason: Rejected['reason'], detail: string): Rejected {
  return { outcome: 'rejected', reason, detail }
}

/**
 * A letter with its headers, both parts saying the same. Where bounces are read, each leaves from a return path of its own.
 *
 * Its Message-ID is ours and the same at every attempt, so that a mailbox can tell a repetition. An offer carries the two headers
 * of RFC 8058, with our address as the only one.
 *
 * @param from the mailbox that the transport sends from
 */
export function letterOf(email: OutboundEmail, from: string, bounces: string | null): SendMailOptions {
  return {
    from: { name: email.fromName, address: from },
    to: { name: '', address: email.to },
    envelope: { from: bounces ? returnPathOf(bounces, email.clientRef) : from, to: [email.to] },
    messageId: `<${email.clientRef}@${domainOf(from)}>`,
    subject: email.subject,
    text: email.text,
    html: email.html,
    headers: {
      // RFC 3834: no holiday answers, please.
      'Auto-Submitted': 'auto-generated',
      ...(LANGUAGE_TAG.test(email.language) ? { 'Content-Language': email.language } : {}),
      ...(email.oneClickUrl ? oneClickHeaders(email.oneClickUrl) : {}),
    },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

export function domainOf(mailbox: string): string {
  return mailbox.slice(mailbox.lastIndexOf('@') + 1)
}

function oneClickHeaders(url: string) {
  return {
    // Encoded words or folding inside the address would spoil it.
    'List-Unsubscribe': { prepared: true, value: `<${new URL(url).href}>` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
