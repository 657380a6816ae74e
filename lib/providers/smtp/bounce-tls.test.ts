import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { createTransport } from 'nodemailer'
import type { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'

import { clientRefOf } from '#lib/core/client-ref.ts'
import { readBounceCertificate } from '#lib/providers/smtp/bounce-certificate.ts'
import { createBounceListener } from '#lib/providers/smtp/bounce-listener.ts'
import { createRenewal } from '#lib/providers/smtp/renew-certificate.ts'
import { returnPathOf } from '#lib/providers/smtp/verp.ts'
import { WrongSetting } from '#lib/runtime/env.ts'
import { CERTIFICATE, RENEWED_CERTIFICATE } from '#tests/certificates.ts'

// Letters that come back are about patients: the mail server that brings them may ask for TLS first.

const HOST = 'bounces.clinic.example'
const REF = clientRefOf({
  chainId: '019aa0f2-0000-7000-8000-00000000000a',
  month: '2026-11-01',
  deliveryId: '019aa0f2-0000-7000-8000-00000000000b',
})
const TO = returnPathOf('bounces@clinic.example', REF)

const folder = mkdtempSync(join(tmpdir(), 'meelespea-bounces-'))
const file = (name: string) => join(folder, name)
beforeEach(() => {
  writeFileSync(file('cert.pem'), CERTIFICATE.cert)
  writeFileSync(file('key.pem'), CERTIFICATE.key)
  writeFileSync(file('other-key.pem'), RENEWED_CERTIFICATE.key)
})
afterAll(() => rmSync(folder, { recursive: true }))

const servers: SMTPServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(resolve))
})

async function listener(certificate: ReturnType<typeof readBounceCertificate>) {
  const server = createBounceListener({ accountsOf: () => [{ onReceipt: async () => {} }], certificate })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return { server, port: (server.server.address() as AddressInfo).port }
}

const ours = () => readBounceCertificate({ BOUNCES_TLS_CERT: file('cert.pem'), BOUNCES_TLS_KEY: file('key.pem') })

/** A mail server that insists on TLS and on a certificate that `ca` vouches for. */
function bring(port: number, ca: string): Promise<string> {
  const mailer = createTransport({
    ...{ host: '127.0.0.1', port, requireTLS: true },
    tls: { ca, servername: HOST },
  })
  return mailer
    .sendMail({ envelope: { from: '', to: [TO] }, raw: 'Subject: Puhkusel\r\n\r\nTagasi esmaspäeval.' })
    .then(({ response }) => response.slice(0, 3))
}

describe('the mailbox for letters that come back', () => {
  test('takes them over TLS, with the certificate that it was given', async () => {
    const { port } = await listener(ours())
    expect(await bring(port, CERTIFICATE.cert)).toBe('250')
    await expect(bring(port, RENEWED_CERTIFICATE.cert)).rejects.toThrow(/certificate/)
  })

  test('takes them in the clear as well, as mail servers that know no TLS bring them', async () => {
    const { port } = await listener(ours())
    const mailer = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
    const letter = mailer.sendMail({ envelope: { from: '', to: [TO] }, raw: 'Subject: x\r\n\r\nx' })
    expect((await letter).response).toMatch(/^250/)
  })

  test('offers no TLS without a certificate of its own', async () => {
    const { port } = await listener(null)
    await expect(bring(port, CERTIFICATE.cert)).rejects.toThrow(/TLS/)
  })

  test('shows a renewed certificate without a new start', async () => {
    const certificate = ours()
    const { server, port } = await listener(certificate)
    const renew = createRenewal(server, certificate, ours)
    writeFileSync(file('cert.pem'), RENEWED_CERTIFICATE.cert)
    renew() // its key is not there yet
    expect(await bring(port, CERTIFICATE.cert)).toBe('250')
    writeFileSync(file('key.pem'), RENEWED_CERTIFICATE.key)
    renew()
    expect(await bring(port, RENEWED_CERTIFICATE.cert)).toBe('250')
  })

  test('forgets what was said in the clear behind STARTTLS: whoever sits between could have put it there', async () => {
    const { port } = await listener(ours())
    const socket = connect({ host: '127.0.0.1', port })
    await once(socket, 'data')
    socket.write('EHLO relay.example\r\n')
    await once(socket, 'data')
    socket.write(`STARTTLS\r\nMAIL FROM:<>\r\nRCPT TO:<${TO}>\r\n`)
    await once(socket, 'data')
    const secured = connectTls({ socket, ca: CERTIFICATE.cert, servername: HOST })
    await once(secured, 'secureConnect')
    secured.write('EHLO relay.example\r\nDATA\r\nQUIT\r\n')
    const answers = await text(secured)
    expect(
      answers
        .split('\r\n')
        .filter((line) => /^\d{3} /.test(line))
        .map((line) => line.slice(0, 3)),
    ).toEqual(['250', '503', '221'])
  })
})

test.each([
  [
    'no such file',
    { BOUNCES_TLS_CERT: 'gone.pem' },
    /^BOUNCES_TLS_CERT does not fit: it must be a file that can be read/,
  ],
  ['no such key', { BOUNCES_TLS_KEY: 'gone.pem' }, /^BOUNCES_TLS_KEY does not fit: it must be a file that can be read/],
  ['no certificate', { BOUNCES_TLS_CERT: 'key.pem' }, /^BOUNCES_TLS_CERT does not fit: .* certificate/],
  ['the key of another', { BOUNCES_TLS_KEY: 'other-key.pem' }, /^BOUNCES_TLS_KEY does not fit: .* BOUNCES_TLS_CERT/],
])('%s: said in a sentence', (_why, changes, sentence) => {
  const names = { BOUNCES_TLS_CERT: 'cert.pem', BOUNCES_TLS_KEY: 'key.pem', ...changes }
  const read = () =>
    readBounceCertificate({
      BOUNCES_TLS_CERT: file(names.BOUNCES_TLS_CERT),
      BOUNCES_TLS_KEY: file(names.BOUNCES_TLS_KEY),
    })
  expect(read).toThrow(WrongSetting)
  expect(read).toThrow(sentence)
})

test('without a setting there is no certificate', () => {
  expect(readBounceCertificate({ BOUNCES_TLS_CERT: undefined, BOUNCES_TLS_KEY: undefined })).toBeNull()
})
