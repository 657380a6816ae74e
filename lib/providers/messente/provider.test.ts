import { afterEach, describe, expect, test, vi } from 'vitest'

import type { SmsProvider } from '#lib/providers/provider.ts'
import type { FakeAnswer } from '#tests/http-fake.ts'
import { aText, clientOf, closeOpened, codeAndPlace, messenteThat } from '#tests/messente-client.ts'
import type { Messente } from '#tests/messente-fake.ts'

const posts = ({ requests }: Messente) => requests.filter(({ method }) => method === 'POST')

afterEach(closeOpened)

describe('on the wire', () => {
  test('a text as it stands, for an hour, with an address of its own for receipts and no copy kept', async () => {
    const messente = await messenteThat()
    const outcome = await clientOf(messente).send(aText())
    expect(outcome).toEqual({ outcome: 'accepted', refs: [messente.texts[0]?.id] })
    const [request] = posts(messente)
    expect(request?.url).toBe('/v1/omnimessage')
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from('clinic:hush').toString('base64')}`,
    })
    expect(JSON.parse(request?.body.toString('utf8') ?? '')).toEqual({
      to: '+37255512345',
      messages: [{ channel: 'sms', sender: 'Hambakliinik', text: 'Tere', ttl: 3600, autoconvert: 'off' }],
      dlr_url: 'https://portal.example.ee/hooks/main/receipt/2611abc',
      text_store: 'nostore',
    })
  })

  test.each([
    ['õ is two octets', 'õ', 'c3b5'],
    ['€ is three', '5 €', '3520e282ac'],
    ['Cyrillic', 'Ждём', 'd096d0b4d191d0bc'],
    ['an emoji is four', '🦷', 'f09fa6b7'],
  ])('UTF-8: %s', async (_why, text, octets) => {
    const messente = await messenteThat()
    await clientOf(messente).send(aText({ text }))
    expect(posts(messente)[0]?.body.toString('hex')).toContain(`${Buffer.from('"text":"').toString('hex')}${octets}22`)
    expect(messente.texts[0]?.text).toBe(text)
  })

  test.each([
    ['nearly over: still a second', -5_000, 1],
    ['a week: no network tries for longer than three days', 7 * 24 * 3_600_000, 72 * 3600],
  ])('validity %s', async (_why, inMs, ttl) => {
    const messente = await messenteThat()
    await clientOf(messente).send(aText({ validUntil: new Date(Date.now() + inMs) }))
    expect(messente.texts[0]?.ttl).toBe(ttl)
  })

  test('many texts share a few kept connections', async () => {
    const messente = await messenteThat({ react: () => undefined })
    const client = clientOf(messente, { window: 3 })
    const outcomes = await Promise.all(Array.from({ length: 60 }, (_, n) => client.send(aText({ clientRef: `r${n}` }))))
    expect(outcomes.every(({ outcome }) => outcome === 'accepted')).toBe(true)
    expect(new Set(messente.texts.map(({ dlrUrl }) => dlrUrl)).size).toBe(60)
    expect(messente.connections).toBeLessThanOrEqual(3)
    expect(messente.mostAtOnce).toBeLessThanOrEqual(3)
  })
})

describe('many texts in one request', () => {
  const texts = ['+37255500001', '+37255500002', '+37255500003'].map((to, n) => aText({ to, clientRef: `r${n}` }))

  test('each has its own outcome, in their order', async () => {
    const messente = await messenteThat({
      judge: ({ to }) => (to.endsWith('2') ? { code: '105', source: 'to' } : undefined),
    })
    const outcomes = await clientOf(messente).sendMany?.(texts)
    expect(posts(messente).map(({ url }) => url)).toEqual(['/v1/omnimessages'])
    expect(outcomes).toEqual([
      { outcome: 'accepted', refs: [messente.texts[0]?.id] },
      { outcome: 'rejected', reason: 'bad_number', detail: 'invalid data (105 to)' },
      { outcome: 'accepted', refs: [messente.texts[1]?.id] },
    ])
  })

  test('when one spoils the request, each is asked for alone', async () => {
    const refusal = JSON.stringify({ errors: [{ code: '105', source: 'messages[1].to' }] })
    const messente = await messenteThat({
      react: (asked) => (asked.length > 1 ? { status: 400, body: refusal } : undefined),
      judge: ({ to }) => (to.endsWith('2') ? { code: '105', source: 'to' } : undefined),
    })
    const outcomes = await clientOf(messente).sendMany?.(texts)
    expect(outcomes?.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected', 'accepted'])
  })

  test.each([
    ['fewer answers than texts', [{ messages: [{ message_id: 'a' }], to: '+37255500001' }]],
    ['answers in another order', texts.toReversed().map(({ to }, n) => ({ messages: [{ message_id: `m${n}` }], to }))],
    ['no list', undefined],
  ])('%s: nobody can tell whose they are', async (_why, messages) => {
    const messente = await messenteThat({ react: () => ({ status: 201, body: JSON.stringify({ messages }) }) })
    const outcomes = await clientOf(messente).sendMany?.(texts)
    expect(outcomes?.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unknown'])
  })

  test('a lost answer leaves all of them in doubt', async () => {
    const messente = await messenteThat({ react: () => ({ hangUp: true }) })
    const outcomes = await clientOf(messente).sendMany?.(texts)
    expect(outcomes?.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unknown'])
  })
})

describe('what Messente answers', () => {
  const error = (code: string, source?: string) => JSON.stringify({ errors: [{ code, source, detail: '+372 555' }] })
  test.each<[string, FakeAnswer, object, [string, string | null]]>([
    [
      'a number it cannot send to',
      { status: 400, body: error('105', 'to') },
      { outcome: 'rejected', reason: 'bad_number' },
      ['up', null],
    ],
    [
      'a sender it does not take',
      { status: 400, body: error('105', 'messages[0].sender') },
      { outcome: 'rejected', reason: 'bad_sender' },
      ['up', null],
    ],
    [
      'a field of ours it does not like',
      { status: 400, body: error('106', 'dlr_url') },
      { outcome: 'rejected', reason: 'other' },
      ['up', null],
    ],
    [
      'a wrong password: the text keeps',
      { status: 401, body: error('103') },
      { outcome: 'not_sent' },
      ['refused', 'credentials'],
    ],
    [
      'an address that may not ask',
      { status: 403, body: error('102') },
      { outcome: 'not_sent' },
      ['refused', 'credentials'],
    ],
    ['no money left', { status: 402, body: '' }, { outcome: 'not_sent' }, ['refused', 'no_credit']],
    ['too many requests', { status: 429, body: '' }, { outcome: 'not_sent' }, ['throttled', 'throttled']],
    [
      'an error of its own, after it had the text',
      { status: 500, body: error('104') },
      { outcome: 'unknown' },
      ['down', 'server_error'],
    ],
    [
      'an error of something before it',
      { status: 502, body: '<html>' },
      { outcome: 'unknown' },
      ['down', 'server_error'],
    ],
    ['a page of HTML', { status: 200, body: '<html>Sign in' }, { outcome: 'unknown' }, ['down', 'not_the_api']],
    [
      'the way to another page',
      { status: 302, headers: { location: '/' } },
      { outcome: 'unknown' },
      ['down', 'not_the_api'],
    ],
    ['no such address', { status: 404, body: '<html>' }, { outcome: 'not_sent' }, ['refused', 'not_the_api']],
    ['taken, and not named', { status: 201, body: '{"messages":[]}' }, { outcome: 'unknown' }, ['up', null]],
    ['no sense', { status: 201, body: 'null' }, { outcome: 'unknown' }, ['down', 'not_the_api']],
  ])('%s', async (_why, answer, outcome, health) => {
    const messente = await messenteThat({ react: () => answer })
    const client = clientOf(messente)
    await settledProbe(client)
    const got = await client.send(aText())
    expect(got).toMatchObject(outcome)
    expect(JSON.stringify(got)).not.toContain('555')
    expect(codeAndPlace(client)).toEqual(health)
  })

  test('too many requests: none follows until the time it names is over', async () => {
    const messente = await messenteThat({
      react: (_texts, attempt) => (attempt === 0 ? { status: 429, headers: { 'retry-after': '0.3' } } : undefined),
    })
    const client = clientOf(messente)
    await client.send(aText())
    expect(await client.send(aText())).toMatchObject({ outcome: 'not_sent', detail: 'throttled' })
    expect(posts(messente)).toHaveLength(1)
    await vi.waitFor(() => expect(codeAndPlace(client)).toEqual(['up', null]))
    expect(await client.send(aText())).toMatchObject({ outcome: 'accepted' })
  })

  test.each([
    ['lost after the request: nobody knows', { hangUp: true }],
    ['silent after the request: nobody knows', { silent: true }],
    ['an answer without end', { status: 201, body: 'x'.repeat(2_000_000) }],
  ])('%s', async (_why, reaction) => {
    const messente = await messenteThat({ react: () => reaction })
    const client = clientOf(messente)
    expect(await client.send(aText())).toMatchObject({ outcome: 'unknown' })
    expect(codeAndPlace(client)).toEqual(['down', 'no_answer'])
    expect(posts(messente)).toHaveLength(1)
  })
})

async function settledProbe(client: SmsProvider): Promise<void> {
  await vi.waitFor(() => expect(client.health().state).toBe('up'))
}
