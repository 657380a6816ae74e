import { afterEach, describe, expect, test, vi } from 'vitest'

import { createKannelProvider } from '#lib/providers/kannel/provider.ts'
import { receiptKey } from '#lib/providers/kannel/receipt-key.ts'
import type { OutboundSms, SmsProvider } from '#lib/providers/provider.ts'
import type { KannelTransport } from '#lib/providers/transport.ts'
import type { FakeAnswer } from '#tests/http-fake.ts'
import type { Kannel } from '#tests/kannel-fake.ts'
import { said, startKannel } from '#tests/kannel-fake.ts'

// Long enough for a machine with much else to do.
const TIMES = { connectMs: 2_000, answerMs: 2_000, firstProbeMs: 50, longestProbeMs: 200 }
const open: { close?(): Promise<void>; stop?(): Promise<void> }[] = []

afterEach(async () => {
  for (const { close, stop } of open.splice(0).toReversed()) await (close ?? stop)?.()
})

async function kannelThat(script: Parameters<typeof startKannel>[0] = {}): Promise<Kannel> {
  const kannel = await startKannel(script)
  open.push(kannel)
  return kannel
}

function clientOf({ port }: { port: number }, changes: Partial<KannelTransport> = {}): SmsProvider {
  const transport: KannelTransport = {
    kind: 'kannel',
    host: '127.0.0.1',
    port,
    tls: false,
    user: 'clinic',
    password: 'hush',
    path: '/cgi-bin/sendsms',
    window: 4,
    hookSecret: 'a secret of hooks',
    hookAddresses: [],
    hookUrl: 'http://10.0.0.7:3000',
    ...changes,
  }
  const seat = { name: 'own gateway', onReceipt: async () => {}, onReply: async () => {} }
  const provider = createKannelProvider(transport, seat, TIMES)
  open.push(provider)
  return provider
}

function aText(changes: Partial<OutboundSms> = {}): OutboundSms {
  const validUntil = new Date(Date.now() + 3_600_500)
  return { clientRef: '2611abc', to: '+37255512345', from: 'Hambakliinik', text: 'Tere', validUntil, ...changes }
}

const texts = ({ requests }: Kannel) => requests.filter(({ headers }) => headers['x-kannel-to'])
const healthOf = (provider: SmsProvider) => [provider.health().state, provider.health().detailCode]

describe('on the wire', () => {
  test('the text is the body, and nothing of it or of the password stands in the address', async () => {
    const kannel = await kannelThat()
    expect(await clientOf(kannel).send(aText())).toEqual({ outcome: 'accepted', refs: ['2611abc'] })
    const [request] = texts(kannel)
    expect(request?.url).toBe('/cgi-bin/sendsms')
    expect(request?.headers).toMatchObject({
      'x-kannel-username': 'clinic',
      'x-kannel-password': 'hush',
      'x-kannel-from': 'Hambakliinik',
      'x-kannel-to': '+37255512345',
      'x-kannel-validity': '60',
      'x-kannel-dlr-mask': '27',
    })
  })

  test.each([
    ['plain letters', 'Tere', '0', '54657265'],
    ['ä ö ü are in the GSM alphabet', 'äöü', '0', 'c3a4c3b6c3bc'],
    ['so is €', '5 €', '0', '3520e282ac'],
    ['õ is not', 'õ', '2', 'c3b5'],
    ['Cyrillic', 'Ждём', '2', 'd096d0b4d191d0bc'],
    ['an emoji', '🦷', '2', 'f09fa6b7'],
  ])('UTF-8, with the coding that the network will need: %s', async (_why, text, coding, octets) => {
    const kannel = await kannelThat()
    await clientOf(kannel).send(aText({ text }))
    expect(texts(kannel)[0]?.headers['content-type']).toBe('text/plain; charset=UTF-8')
    expect(kannel.texts[0]).toMatchObject({ coding, text })
    expect(kannel.texts[0]?.body.toString('hex')).toBe(octets)
  })

  test('the address for receipts is the text’s own, and so is the key in it', async () => {
    const kannel = await kannelThat()
    await clientOf(kannel).send(aText())
    const [text] = kannel.texts
    const url = new URL(kannel.receiptUrl(text as NonNullable<typeof text>, 1, 'id:1 stat:DELIVRD'))
    expect(url.href.startsWith('http://10.0.0.7:3000/hooks/own%20gateway/receipt/2611abc?')).toBe(true)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      status: '1',
      said: 'id:1 stat:DELIVRD',
      key: receiptKey('a secret of hooks', '2611abc'),
    })
  })

  test('a sender that no header can carry is refused before anybody is asked', async () => {
    const kannel = await kannelThat()
    const outcome = await clientOf(kannel).send(aText({ from: 'Õnn\r\nX-Kannel-To: +372' }))
    expect(outcome).toMatchObject({ outcome: 'rejected', reason: 'bad_sender' })
    expect(texts(kannel)).toHaveLength(0)
  })
})

describe('what Kannel answers', () => {
  test.each<[string, FakeAnswer, object, [string, string | null]]>([
    ['taken', said(202, '0: Accepted for delivery'), { outcome: 'accepted' }, ['up', null]],
    [
      'queued until an SMSC is there: it has it',
      said(202, '3: Queued for later delivery'),
      { outcome: 'accepted' },
      ['up', null],
    ],
    ['taken before bearerbox was asked', said(202, 'Sent.'), { outcome: 'accepted' }, ['up', null]],
    ['busy', said(503, 'Temporal failure, try again later.'), { outcome: 'not_sent' }, ['throttled', 'throttled']],
    [
      'no such user',
      said(403, 'Authorization failed for sendsms'),
      { outcome: 'not_sent' },
      ['refused', 'credentials'],
    ],
    [
      'no route to this number',
      said(403, 'Not routable. Do not try again.'),
      { outcome: 'rejected', reason: 'other' },
      ['up', null],
    ],
    [
      'no number',
      said(400, 'Empty receiver number not allowed, rejected'),
      { outcome: 'rejected', reason: 'bad_number' },
      ['up', null],
    ],
    [
      'no sender',
      said(400, 'Sender missing and no global set, rejected'),
      { outcome: 'rejected', reason: 'bad_sender' },
      ['up', null],
    ],
    [
      'a number on its black list',
      said(400, 'Number(s) has/have been denied by white- and/or black-lists.'),
      { outcome: 'rejected', reason: 'blocked' },
      ['up', null],
    ],
    ['not in the guide: 500', said(500, 'Sending failed.'), { outcome: 'unknown' }, ['down', 'server_error']],
    ['not in the guide: other words', said(202, 'Thank you'), { outcome: 'unknown' }, ['down', 'server_error']],
    ['a page of HTML', said(200, '<html>It works'), { outcome: 'unknown' }, ['down', 'not_the_api']],
    [
      'another program at that port',
      { status: 404, body: '<html>' },
      { outcome: 'not_sent' },
      ['refused', 'not_the_api'],
    ],
  ])('%s', async (_why, answer, outcome, health) => {
    const kannel = await kannelThat({ react: () => answer })
    const client = clientOf(kannel)
    await vi.waitFor(() => expect(client.health().state).toBe('up'))
    expect(await client.send(aText())).toMatchObject(outcome)
    expect(healthOf(client)).toEqual(health)
  })

  test.each([
    ['lost after the request: nobody knows', { hangUp: true }],
    ['silent after the request: nobody knows', { silent: true }],
  ])('%s', async (_why, reaction) => {
    const kannel = await kannelThat({ react: () => reaction })
    const client = clientOf(kannel)
    expect(await client.send(aText())).toMatchObject({ outcome: 'unknown' })
    expect(texts(kannel)).toHaveLength(1)
  })

  test('a denied number does not stand in what is kept of the answer', async () => {
    const kannel = await kannelThat({ react: () => said(400, 'Number 37255512345 denied by white-list') })
    expect(JSON.stringify(await clientOf(kannel).send(aText()))).not.toContain('555')
  })
})

describe('the connection', () => {
  test('nobody listens: surely not sent', async () => {
    const kannel = await startKannel()
    await kannel.stop()
    const client = clientOf(kannel)
    expect(await client.send(aText())).toMatchObject({ outcome: 'not_sent' })
    expect(healthOf(client)).toEqual(['down', 'unreachable'])
  })

  test('a wrong password shows before the first text', async () => {
    const kannel = await kannelThat({ password: 'another' })
    const client = clientOf(kannel)
    await vi.waitFor(() => expect(healthOf(client)).toEqual(['refused', 'credentials']))
  })

  test('looking whether it is there sends no text', async () => {
    const kannel = await kannelThat()
    const client = clientOf(kannel)
    await vi.waitFor(() => expect(healthOf(client)).toEqual(['up', null]))
    expect(kannel.requests).toHaveLength(1)
    expect(kannel.texts).toHaveLength(0)
  })
})
