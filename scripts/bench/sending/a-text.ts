import { emailHtmlOf } from '#lib/core/email-html.ts'
import type { OutboundEmail, OutboundSms } from '#lib/providers/provider.ts'
import { BODY, SUBJECT } from '#scripts/bench/sending/send-to-everybody.ts'

// What a bare loop sends: to the n-th person the same as a campaign of sendToEverybody.

const CLINIC = { name: 'Kesklinn', phone: '+3726123456' }
const CHAIN_NAME = 'Suur Hambaravi'
const DAY_MILLISECONDS = 86_400_000

const text = BODY.replace('{first_name}', 'Kadri')
  .replace('{clinic_name}', CLINIC.name)
  .replace('{clinic_phone}', CLINIC.phone)
const html = emailHtmlOf({ from: CHAIN_NAME, language: 'et', subject: SUBJECT, body: text })
const validUntil = new Date(Date.now() + 7 * DAY_MILLISECONDS)

export function anSms(n: number): OutboundSms {
  const to = `+3725${String(n).padStart(7, '0')}`
  return { clientRef: refOf(n), to, from: 'Hambaravi', text, validUntil }
}

export function anEmail(n: number): OutboundEmail {
  const to = `p${n}@example.ee`
  const about = { language: 'et', oneClickUrl: null, validUntil }
  return { clientRef: refOf(n), to, fromName: CHAIN_NAME, subject: SUBJECT, text, html, ...about }
}

/** As long as one of ours. */
function refOf(n: number): string {
  return String(n).padStart(50, '0')
}
