import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kannelHooks } from '#lib/providers/kannel/hooks.ts'
import { createKannelProvider } from '#lib/providers/kannel/provider.ts'
import { messenteHooks } from '#lib/providers/messente/hooks.ts'
import { createMessenteProvider } from '#lib/providers/messente/provider.ts'
import type { OutboundSms, SmsProvider } from '#lib/providers/provider.ts'
import type { KannelTransport, MessenteTransport } from '#lib/providers/transport.ts'
import { parseTransport } from '#lib/providers/transport.ts'
import type { Fate, Reaction } from '#scripts/faults/oracle/fates.ts'
import { openKannelFront } from '#scripts/faults/oracle/kannel-front.ts'
import { bodyOf } from '#scripts/faults/oracle/mark.ts'
import { openMessenteFront } from '#scripts/faults/oracle/messente-front.ts'
import type { Taking } from '#scripts/faults/oracle/takings.ts'

// The oracle against our own providers: what each is told of a text, and what the log says of it.

const TIMES = { connectMs: 2_000, answerMs: 500, firstProbeMs: 10_000, longestProbeMs: 10_000 }
const SECRET = 'of-the-oracle'
const seat = { name: 'x', onReceipt: async () => {}, onReply: async () => {} }

let log: Taking[] = []
let calls: { path: string; authentic: boolean }[] = []
const ending: (() => unknown)[] = []
beforeEach(() => {
  log = []
  calls = []
})
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

const takings = {
  append: async (taking: Taking) => void log.push(taking),
  close: async () => {},
}
const verdicts = () => log.map(({ person, verdict }) => `${person} ${verdict}`).toSorted()

/** What happens to the text of each person; the others are accepted. */
function fates(reactions: Record<number, Reaction>, manner: number) {
  return (text: string): Fate => {
    const reaction = reactions[Number(text.split(' ')[1])] ?? 'accept'
    return { reaction, receipts: [{ status: 'DELIVRD', afterMs: 1 }], forged: true, manner }
  }
}

/** Where receipts are taken as a worker takes them: 200 for what is signed, 401 for what is not. */
async function hooksUrl(
  isAuthentic: (request: { path: string; search: string; headers: object; body: Buffer }) => boolean,
) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const [path = '', search = ''] = (request.url ?? '').split('?')
    const hook = { path: path.replace('/hooks/x', ''), search, headers: request.headers, body: Buffer.concat(chunks) }
    calls.push({ path: hook.path, authentic: isAuthentic(hook) })
    response.writeHead(isAuthentic(hook) ? 200 : 401).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  ending.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return encodeURIComponent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

async function messente(reactions: Record<number, Reaction>, manner = 0.5) {
  let transport: MessenteTransport | undefined
  const url = await hooksUrl((request) =>
    messenteHooks.isAuthentic({ method: 'POST', remoteAddress: '', ...request } as never, transport as never),
  )
  const front = await openMessenteFront(takings, {
    fateOf: fates(reactions, manner),
    nextRef: () => `m${log.length}`,
    secret: SECRET,
  })
  transport = parseTransport(
    `messente://u:${SECRET}@127.0.0.1:${front.port}?window=9&hook-url=${url}`,
  ) as MessenteTransport
  const provider = createMessenteProvider(transport, seat, TIMES)
  ending.push(front.stop, provider.close)
  return { front, provider }
}

async function kannel(reactions: Record<number, Reaction>, manner = 0.9) {
  let transport: KannelTransport | undefined
  const url = await hooksUrl((request) =>
    kannelHooks.isAuthentic({ method: 'GET', remoteAddress: '', ...request } as never, transport as never),
  )
  const front = await openKannelFront(takings, { fateOf: fates(reactions, manner) })
  transport = parseTransport(
    `kannel://u:p@127.0.0.1:${front.port}?window=9&hook-secret=${SECRET}&hook-url=${url}`,
  ) as KannelTransport
  const provider = createKannelProvider(transport, seat, TIMES)
  ending.push(front.stop, provider.close)
  return { front, provider }
}

const texts = (people: number): OutboundSms[] =>
  Array.from({ length: people }, (_, n) => ({
    ...{
      clientRef: `ref-${n + 1}`,
      to: `+3725000000${n + 1}`,
      from: 'Hambad',
      validUntil: new Date(Date.now() + 60_000),
    },
    text: bodyOf('k1', 1).replace('{first_name}', `p00000${n + 1}`),
  }))

async function outcomes(provider: SmsProvider, people: number): Promise<string[]> {
  const all = provider.sendMany
    ? await provider.sendMany(texts(people))
    : await Promise.all(texts(people).map((text) => provider.send(text)))
  return all.map(({ outcome }) => outcome)
}

describe('many texts in one request to Messente', () => {
  test.each<[string, Record<number, Reaction>, number, string[], string[]]>([
    ['all are taken', {}, 0.5, ['accepted', 'accepted', 'accepted'], ['1 took', '2 took', '3 took']],
    [
      'one is refused beside the others',
      { 2: 'refuse' },
      0.5,
      ['accepted', 'rejected', 'accepted'],
      ['1 took', '2 refused', '3 took'],
    ],
    [
      'one spoils the request, and then is refused alone',
      { 2: 'refuse' },
      0.1,
      ['accepted', 'rejected', 'accepted'],
      ['1 took', '2 refused', '3 took'],
    ],
    [
      'one too many: none is taken',
      { 3: 'throttle' },
      0.5,
      ['not_sent', 'not_sent', 'not_sent'],
      ['1 throttled', '2 throttled', '3 throttled'],
    ],
    [
      'cut in the middle: the first is taken all the same',
      { 2: 'reset' },
      0,
      ['unknown', 'unknown', 'unknown'],
      ['1 took', '2 dropped', '3 dropped'],
    ],
    [
      'an error after all were taken',
      { 1: 'accept-then-reset' },
      0.11,
      ['unknown', 'unknown', 'unknown'],
      ['1 took', '2 took', '3 took'],
    ],
    [
      'a page of something else',
      { 1: 'accept-then-reset' },
      0.21,
      ['unknown', 'unknown', 'unknown'],
      ['1 took', '2 took', '3 took'],
    ],
    ['no answer', { 3: 'accept-then-hang' }, 0.5, ['unknown', 'unknown', 'unknown'], ['1 took', '2 took', '3 took']],
  ])('%s', async (_why, reactions, manner, expected, logged) => {
    const { provider } = await messente(reactions, manner)
    expect(await outcomes(provider, 3)).toEqual(expected)
    expect(verdicts()).toEqual(logged)
  })
})

test.each<[string, Reaction, number, string, string]>([
  ['taken', 'accept', 0.5, 'accepted', '1 took'],
  ['queued', 'accept', 0.9, 'accepted', '1 took'],
  ['refused', 'refuse', 0.5, 'rejected', '1 refused'],
  ['busy', 'throttle', 0.5, 'not_sent', '1 throttled'],
  ['taken, and cut off', 'accept-then-reset', 0.1, 'unknown', '1 took'],
  ['taken, and an error', 'accept-then-reset', 0.9, 'unknown', '1 took'],
  ['cut off', 'reset', 0.1, 'unknown', '1 dropped'],
  ['taken, and no answer', 'accept-then-hang', 0.5, 'unknown', '1 took'],
])('Kannel: %s', async (_why, reaction, manner, expected, logged) => {
  const { provider } = await kannel({ 1: reaction }, manner)
  expect(await outcomes(provider, 1)).toEqual([expected])
  expect(verdicts()).toEqual([logged])
})

test.each([
  ['Messente', messente],
  ['Kannel', kannel],
])('%s reports under its signature until it is heard; what is forged is turned away', async (_name, open) => {
  const { front, provider } = await open({})
  await outcomes(provider, 2)
  await expect.poll(() => front.receipts.waiting, { timeout: 5_000 }).toBe(0)
  const byAuthenticity = (authentic: boolean) =>
    calls
      .filter((call) => call.authentic === authentic)
      .map(({ path }) => path)
      .toSorted()
  expect(byAuthenticity(true)).toEqual(['/receipt/ref-1', '/receipt/ref-2'])
  expect(byAuthenticity(false)).toEqual(['/receipt/ref-1', '/receipt/ref-2'])
})
