import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createTransport } from 'nodemailer'
import { afterEach, expect, test } from 'vitest'

import { applyReceipts } from '#lib/deliveries/apply-receipts.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { emailLine } from '#lib/deliveries/line.ts'
import { createReceiptIntake } from '#lib/deliveries/receipt-intake.ts'
import { createBounceListener } from '#lib/providers/smtp/bounce-listener.ts'
import { createSmtpProvider } from '#lib/providers/smtp/provider.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { booksFromDeliveries, booksOf, plannedTexts, statusesOf } from '#tests/planned-texts.ts'
import { startSmtpSink } from '#tests/smtp-sink.ts'

// From a letter that a mail server took to the letter that says it never arrived.

testDatabase()

const EUROS = 10
const BOUNCES = 'bounces@clinic.example'

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

/** What the mail server of the patient writes back. */
function aBounce(action: 'failed' | 'delayed', status: string): string {
  return [
    'From: MAILER-DAEMON@mx.naide.ee',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.naide.ee',
    '',
    'Final-Recipient: rfc822; mari@naide.ee',
    `Action: ${action}`,
    `Status: ${status}`,
    '',
    '--b1--',
    '',
  ].join('\r\n')
}

/** Three letters that a mail server took, and the mailbox that they come back to. */
async function threeLetters() {
  const sink = await startSmtpSink()
  ending.push(sink.stop)
  const send = await plannedTexts(await aChain({ euros: EUROS }), { texts: 3, channel: 'email' })
  const address = { host: '127.0.0.1', port: sink.port, tls: false, user: null, password: '', window: 1, dkim: null }
  const onReceipt = createReceiptIntake('smtp', () => {})
  const provider = createSmtpProvider(
    { kind: 'smtp', ...address, from: 'kliinik@clinic.example', bounces: BOUNCES },
    { name: 'smtp', onReceipt: async () => {}, onReply: async () => {} },
  )
  ending.push(provider.close)
  await handOverBatches({ line: emailLine(provider), windowSize: 1, stopping: new AbortController().signal })

  const mailbox = createBounceListener({ accountsOf: (bounces) => (bounces === BOUNCES ? [{ onReceipt }] : []) })
  mailbox.listen(0, '127.0.0.1')
  await once(mailbox.server, 'listening')
  ending.push(() => new Promise((resolve) => mailbox.close(resolve)))
  const { port } = mailbox.server.address() as AddressInfo
  const post = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  const comeBack = async (to: string, letter: string) => {
    const answered = await post.sendMail({ envelope: { from: '', to }, raw: letter }).then(
      () => 250,
      (error: { responseCode?: number }) => error.responseCode,
    )
    await applyReceipts()
    return answered
  }
  return { send, comeBack, paths: sink.letters.map(({ envelope }) => envelope.from) }
}

test('a letter that comes back was not delivered: that one, once, whatever comes back again', async () => {
  const { send, comeBack, paths } = await threeLetters()
  const [first = '', second = ''] = paths
  expect(new Set(paths).size).toBe(3)
  expect(await statusesOf(send)).toEqual({ accepted: 3 })

  expect(await comeBack(first, aBounce('failed', '5.1.1'))).toBe(250)
  expect(await statusesOf(send)).toEqual({ accepted: 2, undelivered: 1 })
  expect(await comeBack(first, aBounce('failed', '5.1.1'))).toBe(250)
  expect(await statusesOf(send)).toEqual({ accepted: 2, undelivered: 1 })
  // Mail servers write addresses as they like.
  expect(await comeBack(second.toUpperCase(), aBounce('failed', '5.2.2'))).toBe(250)
  expect(await statusesOf(send)).toEqual({ accepted: 1, undelivered: 2 })
  expect(await booksOf(send.chainId)).toEqual(await booksFromDeliveries(send.chainId, EUROS * 1_000_000))
})

test('what says nothing of the end, or is about no letter of ours, changes nothing', async () => {
  const { send, comeBack, paths } = await threeLetters()
  const [path = ''] = paths
  const another = path.replace(/.(?=@)/, (digit) => (digit === '0' ? '1' : '0'))

  expect(await comeBack(path, aBounce('delayed', '4.4.1'))).toBe(250)
  expect(await comeBack(path, 'Subject: Puhkusel\r\n\r\nTagasi esmaspäeval.')).toBe(250)
  expect(await comeBack(another, aBounce('failed', '5.1.1'))).toBe(250)
  expect(await comeBack(BOUNCES, aBounce('failed', '5.1.1'))).toBe(550)
  expect(await statusesOf(send)).toEqual({ accepted: 3 })
})
