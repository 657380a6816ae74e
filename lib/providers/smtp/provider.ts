import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import type { SendMailOptions } from 'nodemailer'
import { createTransport } from 'nodemailer'

import { createHealth } from '#lib/providers/health.ts'
import type { EmailProvider, ProviderSeat, SendOutcome } from '#lib/providers/provider.ts'
import { domainOf, letterOf, objectionTo } from '#lib/providers/smtp/letter.ts'
import type { SmtpError } from '#lib/providers/smtp/reply.ts'
import { failureOf } from '#lib/providers/smtp/reply.ts'
import type { WatchTimes } from '#lib/providers/smtp/watch.ts'
import { createWatch } from '#lib/providers/smtp/watch.ts'
import type { SmtpTransport } from '#lib/providers/transport.ts'

export type SmtpTimes = {
  /** How long the server may take to answer one step. */
  stepMs: number
  /** How long a whole letter may take: a server that answers a letter at a time never ends otherwise. */
  letterMs: number
} & WatchTimes

const TIMES: SmtpTimes = { stepMs: 30_000, letterMs: 120_000, firstProbeMs: 2_000, longestProbeMs: 60_000 }

// nodemailer's own list leaves out List-Unsubscribe-Post, which RFC 8058 wants signed.
const SIGNED_HEADERS =
  'From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:Content-Language:Auto-Submitted:List-Unsubscribe:List-Unsubscribe-Post'

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/

type Attempt = { letter?: Readable }

/**
 * A mail server spoken to in SMTP over a few kept connections, each with one letter in hand.
 *
 * nodemailer's own requeueing is off: whether a letter may be tried again is decided by us, from whether its first byte had left.
 * A mail server that accepts a letter reports nothing more over this connection: what cannot be delivered comes back as a letter
 * (bounce-listener.ts).
 */
export function createSmtpProvider(
  transport: SmtpTransport & { from: string },
  { name }: ProviderSeat,
  times: SmtpTimes = TIMES,
): EmailProvider {
  const mailer = createTransport({
    pool: true,
    host: transport.host,
    port: transport.port,
    secure: transport.tls,
    // A password never crosses a network in the clear; inside this machine there is no network.
    requireTLS: transport.user !== null && !LOOPBACK.test(transport.host),
    ignoreTLS: LOOPBACK.test(transport.host),
    ...(transport.user === null ? {} : { auth: { user: transport.user, pass: transport.password } }),
    ...(transport.dkim ? { dkim: signatureOf(transport.from, transport.dkim) } : {}),
    maxConnections: transport.window,
    maxMessages: Number.POSITIVE_INFINITY,
    maxRequeues: 0,
    connectionTimeout: times.stepMs,
    greetingTimeout: times.stepMs,
    socketTimeout: times.stepMs,
  })
  const health = createHealth()
  // A connection of its own, which says hello and signs in.
  const watch = createWatch(health, () => mailer.verify(), times)
  const attempts = new WeakMap<object, Attempt>()
  const sending = new Set<Promise<unknown>>()
  let closing = false

  // The stream that leaves for the server is made inside nodemailer; here we keep hold of it.
  mailer.use('stream', (mail, done) => {
    const attempt = attempts.get(mail.data.headers as object)
    const createReadStream = mail.message.createReadStream.bind(mail.message)
    mail.message.createReadStream = (options) => {
      const letter = inOnePiece(createReadStream(options))
      if (attempt) attempt.letter = letter
      return letter
    }
    done()
  })

  async function deliver(letter: SendMailOptions, clientRef: string): Promise<SendOutcome> {
    const attempt: Attempt = {}
    attempts.set(letter.headers as object, attempt)
    try {
      await mailer.sendMail({ ...letter, signal: AbortSignal.timeout(times.letterMs) })
      watch.well()
      return { outcome: 'accepted', refs: [clientRef] }
    } catch (error) {
      watch.failed(error as SmtpError)
      return failureOf(error as SmtpError, attempt.letter?.readableDidRead ?? false)
    }
  }

  return {
    name,
    windowSize: transport.window,
    dedupe: { kind: 'none' },
    health: health.read,
    async send(email) {
      if (closing) return { outcome: 'not_sent', detail: 'closing' }
      const objection = objectionTo(email)
      if (objection) return objection
      const delivery = deliver(letterOf(email, transport.from, transport.bounces), email.clientRef)
      sending.add(delivery)
      return delivery.finally(() => sending.delete(delivery))
    },
    async close() {
      closing = true
      watch.end()
      await Promise.allSettled(sending)
      mailer.close()
    },
  }
}

/** nodemailer makes a letter of a dozen pieces, each of which would be a write of its own to the connection. */
function inOnePiece(pieces: Readable): Readable {
  const taken: Buffer[] = []
  const whole = new Transform({
    transform(piece: Buffer, _encoding, done) {
      taken.push(piece)
      done()
    },
    flush: (done) => done(null, Buffer.concat(taken)),
  })
  pieces.once('error', (error) => whole.destroy(error))
  return pieces.pipe(whole)
}

function signatureOf(from: string, { selector, keyFile }: { selector: string; keyFile: string }) {
  return {
    domainName: domainOf(from),
    keySelector: selector,
    privateKey: readFileSync(keyFile, 'utf8'),
    headerFieldNames: SIGNED_HEADERS,
  }
}
