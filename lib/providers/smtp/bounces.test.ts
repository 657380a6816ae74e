import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import type { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'

import { clientRefOf } from '#lib/core/client-ref.ts'
import type { ProviderReceipt } from '#lib/providers/provider.ts'
import { bounceOf } from '#lib/providers/smtp/bounce.ts'
import { createBounceListener } from '#lib/providers/smtp/bounce-listener.ts'
import { returnPathOf } from '#lib/providers/smtp/verp.ts'

const REF = clientRefOf({
  chainId: '019aa0f2-0000-7000-8000-00000000000a',
  month: '2026-11-01',
  deliveryId: '019aa0f2-0000-7000-8000-00000000000b',
})

/** As Postfix writes it. */
function aBounce({
  action = 'failed',
  status = '5.1.1',
  diagnostic = 'smtp; 550 5.1.1 <mari@naide.ee>: user unknown',
} = {}) {
  return [
    'From: MAILER-DAEMON@mx.naide.ee (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    'I am sorry.',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.naide.ee',
    'Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0200',
    '',
    'Final-Recipient: rfc822; mari@naide.ee',
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mail.naide.ee',
    `Diagnostic-Code: ${diagnostic.replace(': ', ':\r\n    ')}`,
    '',
    '--b1',
    'Content-Type: message/rfc822',
    '',
    'From: kliinik@clinic.example',
    'Subject: Kontroll',
    '',
    'Tere, Mari!',
    '--b1--',
    '',
  ].join('\r\n')
}

const read = (letter: string) => bounceOf(Buffer.from(letter), REF)

describe('a letter that came back', () => {
  test.each([
    ['no such mailbox', { status: '5.1.1' }, 'undelivered'],
    ['a full mailbox', { status: '5.2.2' }, 'undelivered'],
    ['the time was over', { status: '4.4.7' }, 'expired'],
    ['the time was over, said for good', { status: '5.4.7' }, 'expired'],
    ['it arrived', { action: 'delivered', status: '2.0.0' }, 'delivered'],
    ['in other letters', { action: 'FAILED', status: '5.1.1 (bad mailbox)' }, 'undelivered'],
  ] as const)('%s', async (_why, changes, status) => {
    expect(await read(aBounce(changes))).toMatchObject({ ref: REF, clientRef: REF, status })
  })

  test('tells why in the mail server’s words, without the address', async () => {
    const receipt = await read(aBounce())
    expect(receipt?.detail).toBe('5.1.1 550 5.1.1 …: user unknown')
    expect(receipt?.detail).not.toContain('mari')
  })

  test.each([
    ['only late: it is still on its way', aBounce({ action: 'delayed', status: '4.4.1' })],
    ['handed on', aBounce({ action: 'relayed', status: '2.0.0' })],
    ['a holiday answer', 'From: mari@naide.ee\r\nSubject: Puhkusel\r\n\r\nOlen tagasi esmaspäeval.'],
    ['a report without a word', aBounce({ action: '', status: '' })],
    ['nothing', ''],
    ['no letter', '\u0000\u0001\u0002'.repeat(1000)],
    ['parts within parts without end', nested(400)],
  ])('%s says nothing', async (_why, letter) => {
    expect(await read(letter)).toBeNull()
  })
})

const servers: SMTPServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(resolve))
})

async function listener(onReceipt: (receipt: ProviderReceipt) => Promise<void>) {
  const server = createBounceListener({
    accountsOf: (bounces) => (bounces === 'bounces@clinic.example' ? [{ onReceipt }] : []),
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const mailer = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  const send = (raw: string, to = returnPathOf('bounces@clinic.example', REF)) =>
    mailer.sendMail({ envelope: { from: '', to: [to] }, raw }).then(
      () => 250,
      (error: { responseCode?: number }) => error.responseCode,
    )
  return { send, port }
}

describe('the mailbox for them', () => {
  test('stores what failed before it says that it has it', async () => {
    const order: string[] = []
    const { send } = await listener(async ({ status }) => void order.push(status))
    expect(await send(aBounce())).toBe(250)
    order.push('answered')
    expect(order).toEqual(['undelivered', 'answered'])
  })

  test('asks for it again when it could not be stored', async () => {
    const { send } = await listener(() => Promise.reject(new Error('no database')))
    expect(await send(aBounce())).toBe(451)
  })

  test('takes a holiday answer and forgets it', async () => {
    const stored: ProviderReceipt[] = []
    const { send } = await listener(async (receipt) => void stored.push(receipt))
    expect(await send('Subject: Puhkusel\r\n\r\nTagasi esmaspäeval.')).toBe(250)
    expect(stored).toEqual([])
  })

  test.each([
    ['the bare mailbox', 'bounces@clinic.example'],
    ['another domain', returnPathOf('bounces@elsewhere.example', REF)],
    ['somebody else', 'kadri@clinic.example'],
  ])('has no room for %s', async (_why, to) => {
    const { send } = await listener(async () => {})
    expect(await send(aBounce(), to)).toBe(550)
  })

  test('takes no letter that is too large', async () => {
    const { send } = await listener(async () => {})
    expect(await send(`Subject: x\r\n\r\n${'x'.repeat(76)}\r\n`.repeat(1) + 'y'.repeat(700_000))).toBe(552)
  })

  test('outlives what is no mail', async () => {
    const { send, port } = await listener(async () => {})
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(Buffer.alloc(200_000, 0xff))
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    expect(await send(aBounce())).toBe(250)
  })
})

function nested(depth: number): string {
  const open = Array.from(
    { length: depth },
    (_, n) => `Content-Type: multipart/mixed; boundary="n${n}"\r\n\r\n--n${n}\r\n`,
  )
  return `MIME-Version: 1.0\r\n${open.join('')}Content-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n`
}
