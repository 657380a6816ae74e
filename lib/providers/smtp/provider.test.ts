import type { KeyObject } from 'node:crypto'
import { createHash, generateKeyPairSync, verify } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'

import { clientRefOf } from '#lib/core/client-ref.ts'
import { readReturnPath } from '#lib/providers/smtp/verp.ts'
import { aLetter, closeOpened, mailerOf, sinkThat, sinkWith } from '#tests/smtp-mailer.ts'
import type { SmtpSink } from '#tests/smtp-sink.ts'

afterEach(closeOpened)

describe('a letter', () => {
  test('arrives with both parts, letter for letter', async () => {
    const sink = await sinkThat()
    expect(await mailerOf(sink).send(aLetter())).toEqual({ outcome: 'accepted', refs: ['2611abc'] })
    const [letter] = sink.letters
    expect(letter?.envelope).toEqual({ from: 'kliinik@naeratus.ee', to: ['mari@naide.ee'] })
    expect(letter?.email).toMatchObject({
      from: { name: 'Hambakliinik Õnn', address: 'kliinik@naeratus.ee' },
      to: [{ address: 'mari@naide.ee' }],
      subject: 'Kontroll südamega – „aasta möödas”',
      messageId: '<2611abc@naeratus.ee>',
    })
    expect(letter?.email.text?.trimEnd()).toBe(aLetter().text)
    expect(letter?.email.html?.trimEnd()).toBe(aLetter().html)
    expect(letter?.raw).toMatch(/^Content-Type: multipart\/alternative/m)
  })

  test('says that a machine wrote it, and in which language', async () => {
    const sink = await sinkThat()
    await mailerOf(sink).send(aLetter({ language: 'ru' }))
    expect(headersOf(sink)).toMatchObject({ 'auto-submitted': 'auto-generated', 'content-language': 'ru' })
    expect(headersOf(sink)).not.toHaveProperty('list-unsubscribe')
    expect(headersOf(sink)).not.toHaveProperty('x-mailer')
  })

  test('an offer can be refused with one click: one address and the word of RFC 8058', async () => {
    const sink = await sinkThat()
    await mailerOf(sink).send(aLetter({ oneClickUrl: 'https://portal.example.ee/o/Ab3dEf6hIj9k/one-click' }))
    expect(headersOf(sink)).toMatchObject({
      'list-unsubscribe': '<https://portal.example.ee/o/Ab3dEf6hIj9k/one-click>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    })
    expect(sink.letters[0]?.raw).toContain(
      '\r\nList-Unsubscribe: <https://portal.example.ee/o/Ab3dEf6hIj9k/one-click>\r\n',
    )
  })

  test('signed, the signature covers both headers of the refusal', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dkim-'))
    const keyFile = join(folder, 'key.pem')
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const sink = await sinkThat()
    const mailer = mailerOf(sink, { dkim: { selector: 's1', keyFile } })
    rmSync(folder, { recursive: true })

    await mailer.send(aLetter({ oneClickUrl: 'https://portal.example.ee/o/x/one-click' }))
    const { tags, holds } = verifyDkim(sink.letters[0]?.raw ?? '', publicKey)
    expect(tags).toMatchObject({ a: 'rsa-sha256', d: 'naeratus.ee', s: 's1' })
    const signed = tags.h?.split(':').map((name) => name.toLowerCase())
    expect(signed).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'from', 'subject']))
    expect(holds).toBe(true)

    const bent = (sink.letters[0]?.raw ?? '').replace(
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'List-Unsubscribe-Post: No',
    )
    expect(verifyDkim(bent, publicKey).holds).toBe(false)
  })

  test.each([
    ['a subject with a line break', { subject: 'Tere\r\nBcc: k6ik@naide.ee' }, 'other'],
    ['a sender with a line break', { fromName: 'Õnn\nBcc: k6ik@naide.ee' }, 'bad_sender'],
    ['two addresses', { to: 'mari@naide.ee,jaan@naide.ee' }, 'bad_address'],
    ['an address with a line break', { to: 'mari@naide.ee\r\nRCPT TO:<jaan@naide.ee>' }, 'bad_address'],
    ['an address in brackets of its own', { to: '<mari@naide.ee>' }, 'bad_address'],
    ['no address', { to: 'mari' }, 'bad_address'],
  ])('%s is refused before anybody is asked', async (_why, changes, reason) => {
    const sink = await sinkThat()
    expect(await mailerOf(sink).send(aLetter(changes))).toMatchObject({ outcome: 'rejected', reason })
    expect(sink.connections).toBe(0)
  })

  test('a name full of commas and quotes stays one name', async () => {
    const sink = await sinkThat()
    await mailerOf(sink).send(aLetter({ fromName: 'Hambad, "Õnn" <x@y.ee>' }))
    expect(sink.letters[0]?.email.from).toEqual({ name: 'Hambad, "Õnn" <x@y.ee>', address: 'kliinik@naeratus.ee' })
  })
})

describe('what the mail server answers', () => {
  test.each([
    ['not now (greylisting)', 'rcpt', '450 4.2.0 greylisted', { outcome: 'not_sent' }],
    ['not now, after the whole letter', 'dot', '451 4.3.0 try later', { outcome: 'not_sent' }],
    ['busy at the door', 'greeting', '421 4.3.2 too busy', { outcome: 'not_sent' }],
    ['closed to us at the door: no fault of the letter', 'greeting', '554 5.7.1 go away', { outcome: 'not_sent' }],
    ['no such mailbox', 'rcpt', '550 5.1.1 no such user', { outcome: 'rejected', reason: 'bad_address' }],
    ['a sender it does not take', 'mail', '553 5.1.8 no', { outcome: 'rejected', reason: 'bad_sender' }],
    ['refused as spam', 'dot', '554 5.7.1 spam', { outcome: 'rejected', reason: 'blocked' }],
    ['too large', 'dot', '552 5.3.4 too big', { outcome: 'rejected', reason: 'other' }],
    ['a step out of turn may pass next time', 'rcpt', '503 5.5.1 sequence', { outcome: 'not_sent' }],
  ] as const)('%s', async (_why, step, reply, outcome) => {
    const sink = await sinkWith(step, { reply })
    expect(await mailerOf(sink).send(aLetter())).toMatchObject(outcome)
    expect(sink.letters).toHaveLength(0)
  })

  test.each([
    ['lost after the final dot: nobody knows', 'dot', { hangUp: true }, 'unknown'],
    ['silent after the final dot: nobody knows', 'dot', { silent: true }, 'unknown'],
    ['lost before the letter: surely not sent', 'rcpt', { hangUp: true }, 'not_sent'],
    ['silent before the letter: surely not sent', 'mail', { silent: true }, 'not_sent'],
    ['lost at the door: surely not sent', 'greeting', { hangUp: true }, 'not_sent'],
  ] as const)('%s', async (_why, step, reaction, outcome) => {
    const sink = await sinkWith(step, reaction)
    expect(await mailerOf(sink).send(aLetter())).toMatchObject({ outcome })
    expect(sink.letters).toHaveLength(0)
  })

  test('a letter is never sent again unasked', async () => {
    const sink = await sinkWith('dot', { hangUp: true })
    const mailer = mailerOf(sink)
    await mailer.send(aLetter())
    expect(await mailer.send(aLetter({ clientRef: 'next' }))).toMatchObject({ outcome: 'accepted' })
    expect(sink.letters.map(({ email }) => email.messageId)).toEqual(['<next@naeratus.ee>'])
  })

  test('a kept connection that the server has closed meanwhile: surely not sent, or simply another one', async () => {
    const sink = await sinkThat({
      react: (step, attempt) => (step === 'mail' && attempt === 1 ? { hangUp: true } : undefined),
    })
    const mailer = mailerOf(sink, { window: 1 })
    await mailer.send(aLetter())
    expect(await mailer.send(aLetter())).toMatchObject({ outcome: 'not_sent' })
    expect(await mailer.send(aLetter())).toMatchObject({ outcome: 'accepted' })
    expect(sink.letters).toHaveLength(2)
  })
})

describe('what comes back', () => {
  test('comes to an address of the letter’s own', async () => {
    const sink = await sinkThat()
    const clientRef = clientRefOf({
      chainId: '019aa0f2-0000-7000-8000-00000000000a',
      month: '2026-11-01',
      deliveryId: '019aa0f2-0000-7000-8000-00000000000b',
    })
    await mailerOf(sink, { bounces: 'bounces@naeratus.ee' }).send(aLetter({ clientRef }))
    const from = sink.letters[0]?.envelope.from ?? ''
    expect(readReturnPath(from)).toEqual({ bounces: 'bounces@naeratus.ee', clientRef })
    expect(sink.letters[0]?.email.from?.address).toBe('kliinik@naeratus.ee')
  })
})

/**
 * Verifies a DKIM signature (RFC 6376, relaxed/relaxed) with nothing of what made it: the hash of the body, and the signature over
 * the headers that `h=` names, each taken from the bottom up.
 */
function verifyDkim(raw: string, publicKey: KeyObject): { tags: Record<string, string>; holds: boolean } {
  const end = raw.indexOf('\r\n\r\n')
  const fields = raw.slice(0, end).split(/\r\n(?![ \t])/)
  const relaxed = (field: string) => {
    const [name = '', ...value] = field.split(':')
    return `${name.toLowerCase().trim()}:${value
      .join(':')
      .replace(/\r\n/g, '')
      .replace(/[ \t]+/g, ' ')
      .trim()}`
  }
  const signature = fields.find((field) => /^dkim-signature:/i.test(field)) ?? ''
  const list = signature.slice(signature.indexOf(':') + 1).split(';')
  const tags = Object.fromEntries(
    list.map((tag) => [tag.slice(0, tag.indexOf('=')).trim(), tag.slice(tag.indexOf('=') + 1).replace(/\s+/g, '')]),
  )
  const body = raw
    .slice(end + 4)
    .replace(/[ \t]+\r\n/g, '\r\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\r\n)*$/, '\r\n')
  const left = [...fields]
  const signedFields = (tags.h ?? '').split(':').flatMap((name) => {
    const index = left.findLastIndex((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    return index < 0 ? [] : left.splice(index, 1)
  })
  const signed = [...signedFields.map(relaxed), relaxed(signature.replace(/([;\s]b=)[^;]*/, '$1'))].join('\r\n')
  const bodyHolds = createHash('sha256').update(body).digest('base64') === tags.bh
  const holds = bodyHolds && verify('sha256', Buffer.from(signed), publicKey, Buffer.from(tags.b ?? '', 'base64'))
  return { tags, holds }
}

function headersOf(sink: SmtpSink): Record<string, string> {
  return Object.fromEntries(sink.letters[0]?.email.headers.map(({ key, value }) => [key, value]) ?? [])
}
