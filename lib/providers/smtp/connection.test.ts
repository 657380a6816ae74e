import { afterEach, describe, expect, test } from 'vitest'

import type { EmailProvider } from '#lib/providers/provider.ts'
import { aLetter, closeOpened, mailerOf, sinkThat, sinkWith, TIMES } from '#tests/smtp-mailer.ts'
import { startSmtpSink } from '#tests/smtp-sink.ts'

afterEach(closeOpened)

describe('the connection', () => {
  test('nobody listens: surely not sent', async () => {
    const sink = await startSmtpSink()
    await sink.stop()
    expect(await mailerOf(sink).send(aLetter())).toMatchObject({ outcome: 'not_sent' })
  })

  test('a wrong password says nothing of the letter', async () => {
    const sink = await sinkThat({ user: 'kliinik', password: 'hush' })
    const outcome = await mailerOf(sink, { user: 'kliinik', password: 'loud' }).send(aLetter())
    expect(outcome).toMatchObject({ outcome: 'not_sent', detail: expect.stringContaining('535') })
    expect(await mailerOf(sink, { user: 'kliinik', password: 'hush' }).send(aLetter())).toMatchObject({
      outcome: 'accepted',
    })
  })

  test.each([
    ['a certificate that nobody vouches for', true],
    ['no TLS where it is asked for', false],
  ])('%s: surely not sent', async (_why, tls) => {
    const sink = await sinkThat({ tls })
    expect(await mailerOf(sink, { tls: true }).send(aLetter())).toMatchObject({ outcome: 'not_sent' })
    expect(sink.letters).toHaveLength(0)
  })

  test('many letters share a few connections', async () => {
    const sink = await sinkThat()
    const mailer = mailerOf(sink, { window: 3 }, { ...TIMES, stepMs: 30_000, letterMs: 60_000 })
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, n) => mailer.send(aLetter({ clientRef: `r${n}` }))),
    )
    expect(outcomes.every(({ outcome }) => outcome === 'accepted')).toBe(true)
    expect(new Set(sink.letters.map(({ email }) => email.messageId)).size).toBe(40)
    expect(sink.connections).toBe(3)
    expect(sink.mostAtOnce).toBeLessThanOrEqual(3)
  })

  test('closing waits for letters in hand and takes no more', async () => {
    const sink = await sinkThat()
    const mailer = mailerOf(sink)
    const letter = mailer.send(aLetter())
    await mailer.close()
    expect(await letter).toMatchObject({ outcome: 'accepted' })
    expect(await mailer.send(aLetter())).toMatchObject({ outcome: 'not_sent' })
  })
})

describe('how it is', () => {
  const healthOf = (mailer: EmailProvider) => [mailer.health().state, mailer.health().detailCode]
  const SOON = { ...TIMES, firstProbeMs: 50, longestProbeMs: 200 }

  test('up before the first letter, without sending one', async () => {
    const sink = await sinkThat()
    const mailer = mailerOf(sink, {}, SOON)
    await expect.poll(() => healthOf(mailer)).toEqual(['up', null])
    expect(sink.letters).toHaveLength(0)
  })

  test('a wrong password shows before the first letter', async () => {
    const sink = await sinkThat({ user: 'kliinik', password: 'hush' })
    const mailer = mailerOf(sink, { user: 'kliinik', password: 'loud' }, SOON)
    await expect.poll(() => healthOf(mailer)).toEqual(['refused', 'credentials'])
  })

  test.each([
    ['busy at the door', 'greeting', { reply: '421 4.3.2 too busy' }, ['throttled', 'throttled']],
    ['closed to us at the door', 'greeting', { reply: '554 5.7.1 go away' }, ['refused', 'server_error']],
    ['lost after the final dot', 'dot', { hangUp: true }, ['down', 'no_answer']],
    ['no such mailbox is about the letter', 'rcpt', { reply: '550 5.1.1 no such user' }, ['up', null]],
    ['greylisted is about the letter', 'rcpt', { reply: '450 4.2.0 greylisted' }, ['up', null]],
  ] as const)('%s', async (_why, step, reaction, health) => {
    const sink = await sinkWith(step, reaction)
    const mailer = mailerOf(sink)
    await mailer.send(aLetter())
    expect(healthOf(mailer)).toEqual(health)
  })

  test('nobody listens', async () => {
    const sink = await startSmtpSink()
    await sink.stop()
    const mailer = mailerOf(sink)
    await mailer.send(aLetter())
    expect(healthOf(mailer)).toEqual(['down', 'unreachable'])
  })

  test('a certificate that nobody vouches for', async () => {
    const mailer = mailerOf(await sinkThat({ tls: true }), { tls: true })
    await mailer.send(aLetter())
    expect(healthOf(mailer)).toEqual(['down', 'tls'])
  })

  test('it finds out by itself that the server is there again', async () => {
    const sink = await sinkWith('dot', { hangUp: true })
    const mailer = mailerOf(sink, {}, SOON)
    await mailer.send(aLetter())
    await expect.poll(() => healthOf(mailer), { timeout: 5_000 }).toEqual(['up', null])
    expect(sink.letters).toHaveLength(0)
  })
})
