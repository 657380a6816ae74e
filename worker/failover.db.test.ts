import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'

import { freePort } from '#bin/ports.ts'
import { db, sql } from '#db/client.ts'
import { addAccount } from '#lib/routing/add-account.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import type { MessenteText } from '#tests/messente-fake.ts'
import { startMessente } from '#tests/messente-fake.ts'
import { booksFromDeliveries, booksOf, plannedTexts, statusesOf } from '#tests/planned-texts.ts'

// Two real workers and two accounts; the line to the first provider is cut in mid-send, and later mended.

testDatabase()

const EUROS = 1_000
const TEXTS = 1_200
const PATIENCE = { timeout: 90_000, interval: 100 }

const ending: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

test('texts move to the second account while the first is away, and back when it is there again; none goes by both', async () => {
  const [first, second] = [await aProvider(), await aProvider()]
  const line = await aLine(first.port)
  const [inbound, ctx] = [await freePort('127.0.0.1'), await aChain({ euros: EUROS })]
  await addAccount({ name: 'first', address: `messente://clinic:hush@127.0.0.1:${line.port}?window=20` })
  await addAccount({ name: 'second', address: `messente://clinic:hush@127.0.0.1:${second.port}?window=20` })
  startWorker(inbound)
  startWorker(inbound)

  const before = await plannedTexts(ctx, { texts: TEXTS, batchSize: 100 })
  await expect.poll(() => first.taken.length, PATIENCE).toBeGreaterThan(TEXTS / 4)
  expect(second.taken).toEqual([])
  line.cut()
  await expect.poll(async () => (await statusesOf(before)).planned ?? 0, PATIENCE).toBe(0)
  await expect.poll(async () => (await statusesOf(before)).submitting ?? 0, PATIENCE).toBe(0)
  expect(second.taken.length).toBeGreaterThan(0)

  await line.mend()
  await expect.poll(stateOfFirst, PATIENCE).toBe('up')
  const firstHad = first.taken.length
  // Traffic drifts back ten points a minute: minutes pass here that nobody waits for.
  const minutePasses = () =>
    db().execute(sql`
      update provider_accounts set state_since = state_since - interval '1 minute', share_moved_at = share_moved_at - interval '1 minute'`)
  const shareOfFirst = async () => {
    await minutePasses()
    const [row] = await db().execute<{ share: number }>(sql`select share from provider_accounts where name = 'first'`)
    return row?.share
  }
  // Two steps of ten; that the rest follow is a table of its own (traffic-shares.test.ts).
  await expect.poll(shareOfFirst, PATIENCE).toBeGreaterThanOrEqual(20)
  // Each batch goes to the first with a chance of a fifth: of so many, none that does is out of the question.
  const after = await plannedTexts(ctx, { texts: 400, batchSize: 5 })
  await expect.poll(async () => (await statusesOf(after)).accepted ?? 0, PATIENCE).toBe(400)
  expect(first.taken.length).toBeGreaterThan(firstHad)

  // Each text by one of them, once; in doubt is only what was on the wire when the line was cut.
  const taken = [...first.taken, ...second.taken].map(({ dlrUrl }) => dlrUrl)
  expect(new Set(taken.map((url) => url.split('/').at(-1))).size).toBe(taken.length)
  const { accepted = 0, unknown = 0 } = await statusesOf(before)
  expect(accepted + unknown).toBe(TEXTS)
  expect(unknown).toBeLessThanOrEqual(2 * 2 * 20)
  expect(await booksOf(ctx.chainId)).toEqual(await booksFromDeliveries(ctx.chainId, EUROS * 1_000_000))
}, 300_000)

async function aProvider() {
  const taken: MessenteText[] = []
  const fake = await startMessente({ take: (text) => void taken.push(text), keep: false })
  ending.push(fake.stop)
  return { port: fake.port, taken }
}

/** A line to a port that can be cut, and mended on the same port as before. */
async function aLine(to: number) {
  const sockets = new Set<Socket>()
  const server: Server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    for (const [socket, other] of [[near, far] as const, [far, near] as const]) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  const cut = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  ending.push(cut)
  return { port, cut, mend: () => listen(port) }
}

function startWorker(inboundPort: number): ChildProcess {
  const worker = spawn(process.execPath, ['worker/main.ts'], {
    env: { ...process.env, LOG_LEVEL: 'error', INBOUND_PORT: String(inboundPort) },
    stdio: 'inherit',
  })
  ending.push(() => worker.kill('SIGKILL'))
  return worker
}

async function stateOfFirst(): Promise<string | null | undefined> {
  const [row] = await db().execute<{ state: string | null }>(
    sql`select state from provider_accounts where name = 'first'`,
  )
  return row?.state
}
