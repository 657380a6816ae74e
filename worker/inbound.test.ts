import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'

import { kannelHooks } from '#lib/providers/kannel/hooks.ts'
import { receiptKey } from '#lib/providers/kannel/receipt-key.ts'
import { messenteHooks } from '#lib/providers/messente/hooks.ts'
import type { ProviderReceipt, ProviderReply } from '#lib/providers/provider.ts'
import { parseTransport } from '#lib/providers/transport.ts'
import { signed } from '#tests/messente-fake.ts'
import type { InboundAccount, InboundTimes } from '#worker/inbound.ts'
import { createInboundServer } from '#worker/inbound.ts'

const SHORT = { headersTimeout: 300, requestTimeout: 500, connectionsCheckingInterval: 50 }
const open: Server[] = []

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
})

async function listener({ store = async () => {}, times }: { store?: () => Promise<void>; times?: InboundTimes } = {}) {
  const receipts: ProviderReceipt[] = []
  const replies: ProviderReply[] = []
  const onReceipt = async (receipt: ProviderReceipt) => {
    await store()
    receipts.push(receipt)
  }
  const onReply = async (reply: ProviderReply) => {
    await store()
    replies.push(reply)
  }
  const accounts: Record<string, InboundAccount> = {
    messente: {
      hooks: messenteHooks as InboundAccount['hooks'],
      transport: parseTransport('messentes://clinic:hush@api.messente.com?hook-secret=of-replies'),
      onReceipt,
      onReply,
    },
    gateway: {
      hooks: kannelHooks as InboundAccount['hooks'],
      transport: parseTransport('kannel://clinic:hush@10.0.0.9?hook-secret=of-hooks'),
      onReceipt,
      onReply,
    },
    'by-address': {
      hooks: kannelHooks as InboundAccount['hooks'],
      transport: parseTransport('kannel://clinic:hush@10.0.0.9?hook-addresses=10.0.0.9'),
      onReceipt,
      onReply,
    },
  }
  const server = createInboundServer({
    accountOf: (name) => accounts[name],
    trustedProxies: [],
    ...(times && { times }),
  })
  open.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const base = `http://127.0.0.1:${port}/hooks`
  return { receipts, replies, port, base, server }
}

const BODY = JSON.stringify({ status: 'DELIVRD', err: 0, message_id: 'fr593' })
const post = (url: string, { body, headers }: { body: string; headers?: Record<string, string> }) =>
  fetch(url, { method: 'POST', body, ...(headers && { headers }) })

/** What comes back for octets as they are, and how long it took. */
async function spoken(port: number, octets: string, { slowly = false } = {}): Promise<{ said: string; ms: number }> {
  const socket = connect(port, '127.0.0.1')
  const began = performance.now()
  let said = ''
  socket.on('data', (chunk) => {
    said += chunk.toString('latin1')
  })
  socket.on('error', () => {})
  socket.write(octets)
  const drip = slowly ? setInterval(() => socket.writable && socket.write('x'), 50) : undefined
  await once(socket, 'close')
  clearInterval(drip)
  return { said, ms: performance.now() - began }
}

describe('what is the provider’s own', () => {
  test('a receipt is stored, then answered', async () => {
    const order: string[] = []
    const { base, receipts } = await listener({ store: async () => void order.push('stored') })
    const response = await post(`${base}/messente/receipt/2611abc`, signed(BODY, 'hush'))
    order.push('answered')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
    expect(order).toEqual(['stored', 'answered'])
    expect(receipts).toMatchObject([{ ref: 'fr593', status: 'delivered', clientRef: '2611abc' }])
  })

  test('a receipt that Kannel fetches', async () => {
    const { base, receipts } = await listener()
    const response = await fetch(`${base}/gateway/receipt/2611abc?status=1&key=${receiptKey('of-hooks', '2611abc')}`)
    expect(response.status).toBe(200)
    expect(receipts).toMatchObject([{ ref: '2611abc', status: 'delivered' }])
  })

  test('a reply', async () => {
    const { base, replies } = await listener()
    const body = JSON.stringify({ msg_id: '1', sender: '+37255512345', recipient: '1234', text: 'СТОП' })
    expect((await post(`${base}/messente/reply`, signed(body, 'of-replies'))).status).toBe(200)
    expect(replies).toMatchObject([{ id: '1', from: '+37255512345', text: 'СТОП' }])
  })

  test('not stored: come again later', async () => {
    const { base, receipts } = await listener({ store: () => Promise.reject(new Error('no database')) })
    const response = await post(`${base}/messente/receipt/2611abc`, signed(BODY, 'hush'))
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(receipts).toHaveLength(0)
  })

  test('many over few connections', async () => {
    const { base, receipts } = await listener()
    const posts = Array.from({ length: 300 }, (_, n) =>
      post(
        `${base}/messente/receipt/r${n}`,
        signed(JSON.stringify({ status: 'DELIVRD', message_id: `m${n}` }), 'hush'),
      ),
    )
    const statuses = await Promise.all(posts.map(async (response) => (await response).status))
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(new Set(receipts.map(({ ref }) => ref)).size).toBe(300)
  })
})

describe('what is not', () => {
  test.each([
    ['unsigned', 'messente/receipt/2611abc', { body: BODY }, 401],
    ['signed by another', 'messente/receipt/2611abc', signed(BODY, 'loud'), 401],
    ['nonsense by nobody tells nothing of what would be sense', 'messente/receipt/2611abc', { body: '<html>' }, 401],
    ['signed nonsense', 'messente/receipt/2611abc', signed('<html>', 'hush'), 400],
    ['signed, of no kind that we know', 'messente/elsewhere', signed(BODY, 'hush'), 400],
    ['an account that is none', 'nobody/receipt/2611abc', signed(BODY, 'hush'), 404],
    ['no account', '', signed(BODY, 'hush'), 404],
    ['a name that is none', '%2e%2e/receipt/2611abc', signed(BODY, 'hush'), 404],
    ['another account’s signature', 'gateway/receipt/2611abc', signed(BODY, 'hush'), 405],
  ])('%s', async (_why, path, sent, status) => {
    const { base, receipts } = await listener()
    expect((await post(`${base}/${path}`, sent)).status).toBe(status)
    expect(receipts).toHaveLength(0)
  })

  test('another method', async () => {
    const { base } = await listener()
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) {
      const response = await fetch(`${base}/messente/receipt/2611abc`, { method })
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'POST'])
    }
  })

  test('an address list goes by whom our own web process heard from, not by what a stranger writes', async () => {
    const { base, receipts } = await listener()
    const url = `${base}/by-address/receipt/2611abc?status=1`
    const from = (forwarded: string) => fetch(url, { headers: { 'x-forwarded-for': forwarded } })
    expect((await from('10.0.0.9, 203.0.113.5')).status).toBe(401)
    expect((await fetch(url)).status).toBe(401)
    expect(receipts).toHaveLength(0)
    expect((await from('10.0.0.9')).status).toBe(200)
  })
})

describe('what would wear it out', () => {
  const head = (port: number, fields: string) =>
    `POST /hooks/messente/receipt/2611abc HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${fields}\r\n`

  test('a body that says it is too long is not read', async () => {
    const { port } = await listener()
    const { said } = await spoken(port, head(port, 'content-length: 65537\r\n'))
    expect(said).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('a body that is too long without saying so is cut off', async () => {
    const { port, receipts } = await listener()
    const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`
    const { said } = await spoken(port, head(port, 'transfer-encoding: chunked\r\n') + chunk.repeat(3))
    expect(said).toMatch(/^HTTP\/1\.1 413 /)
    expect(receipts).toHaveLength(0)
  })

  test('64 kB are taken', async () => {
    const { base, receipts } = await listener()
    const body = JSON.stringify({ status: 'DELIVRD', message_id: 'fr593', pad: 'x'.repeat(65_536 - 56) })
    expect(body.length).toBeLessThanOrEqual(65_536)
    expect((await post(`${base}/messente/receipt/2611abc`, signed(body, 'hush'))).status).toBe(200)
    expect(receipts).toHaveLength(1)
  })

  test.each([
    ['a head that never ends', 'POST /hooks/messente/receipt/a HTTP/1.1\r\nx: ', 408],
    [
      'a body that never ends',
      'POST /hooks/messente/receipt/a HTTP/1.1\r\nhost: a\r\ncontent-length: 60000\r\n\r\n',
      408,
    ],
  ])('%s is given up', async (_why, octets, status) => {
    const { port } = await listener({ times: SHORT })
    const { said, ms } = await spoken(port, octets, { slowly: true })
    expect(said).toContain(`HTTP/1.1 ${status} `)
    expect(ms).toBeLessThan(5_000)
  })

  test.each([
    ['no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400],
    ['two lengths', 'POST /hooks/a HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabc', 400],
    ['a head of 100 kB', `GET /hooks/a HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 431],
    ['no host', 'GET /hooks/messente HTTP/1.1\r\n\r\n', 400],
  ])('%s', async (_why, octets, status) => {
    const { port } = await listener()
    const { said } = await spoken(port, octets)
    expect(said).toContain(`HTTP/1.1 ${status} `)
  })

  test('a client that leaves in the middle leaves nothing behind', async () => {
    const { port, base, receipts } = await listener()
    const socket = connect(port, '127.0.0.1')
    socket.write(head(port, 'content-length: 100\r\n') + BODY.slice(0, 20))
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    expect((await post(`${base}/messente/receipt/2611abc`, signed(BODY, 'hush'))).status).toBe(200)
    expect(receipts).toHaveLength(1)
  })
})
