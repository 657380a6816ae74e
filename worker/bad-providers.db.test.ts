import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'

import { freePort } from '#bin/ports.ts'
import { listAccountHealth } from '#db/queries/provider-health.ts'
import { addAccount } from '#lib/routing/add-account.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { startHttpFake } from '#tests/http-fake.ts'
import { startKannel } from '#tests/kannel-fake.ts'
import { startMessente } from '#tests/messente-fake.ts'
import { booksOf, plannedTexts, statusesOf } from '#tests/planned-texts.ts'
import { startSmsc } from '#tests/smsc-simulator.ts'
import { startSmtpSink } from '#tests/smtp-sink.ts'

// A real worker, and accounts each of which has something wrong with it: what the health page reads says what, and nothing else happens.

testDatabase()

const BAD_CREDENTIALS = 0x0e
const PATIENCE = { timeout: 90_000, interval: 200 }
/** A lane looks for texts every two seconds. */
const SEVERAL_LOOKS_MS = 5_000

const ending: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

test('wrong credentials, no TLS, a page of HTML: each has its state on the health page, before any text, and the worker lives on', async () => {
  const web = await running(startHttpFake(() => ({ status: 200, body: '<html>It works!</html>' })))
  const door = await running(aServerThatSpeaksFirst('HTTP/1.1 400 Bad Request\r\n\r\n<html>'))
  const smsc = await running(startSmsc({ bindStatus: () => BAD_CREDENTIALS }))
  const [messente, kannel] = [await running(startMessente()), await running(startKannel())]
  const mailer = await running(startSmtpSink({ user: 'clinic', password: 'hush' }))
  const vouchedForByNobody = await running(startSmtpSink({ tls: true }))
  const nobody = await freePort('127.0.0.1')

  const wrong: Record<string, [address: string, state: string, detail: string]> = {
    'smpp-password': [`smpp://clinic:loud@127.0.0.1:${smsc.port}`, 'refused', 'credentials'],
    'smpp-plain': [`smpps://clinic:hush@127.0.0.1:${web.port}`, 'down', 'tls'],
    'smpp-certificate': [`smpps://clinic:hush@127.0.0.1:${vouchedForByNobody.port}`, 'down', 'tls'],
    'smpp-web': [`smpp://clinic:hush@127.0.0.1:${door.port}`, 'down', 'not_the_api'],
    'messente-password': [`messente://clinic:loud@127.0.0.1:${messente.port}`, 'refused', 'credentials'],
    'messente-plain': [`messentes://clinic:hush@127.0.0.1:${web.port}`, 'down', 'tls'],
    'messente-web': [`messente://clinic:hush@127.0.0.1:${web.port}`, 'down', 'not_the_api'],
    'kannel-password': [`kannel://clinic:loud@127.0.0.1:${kannel.port}`, 'refused', 'credentials'],
    'kannel-plain': [`kannels://clinic:hush@127.0.0.1:${web.port}`, 'down', 'tls'],
    'kannel-web': [`kannel://clinic:hush@127.0.0.1:${web.port}`, 'down', 'not_the_api'],
    'kannel-away': [`kannel://clinic:hush@127.0.0.1:${nobody}`, 'down', 'unreachable'],
    'smtp-password': [`smtp://clinic:loud@127.0.0.1:${mailer.port}`, 'refused', 'credentials'],
    'smtp-certificate': [`smtps://127.0.0.1:${vouchedForByNobody.port}`, 'down', 'tls'],
    'smtp-web': [`smtp://127.0.0.1:${door.port}`, 'down', 'not_the_api'],
  }
  for (const [name, [address]] of Object.entries(wrong)) await addAccount({ name, address })
  const worker = startWorker(await freePort('127.0.0.1'))

  const told = Object.entries(wrong).map(([name, [, state, detail]]) => `${name}: ${state}, ${detail}`)
  await expect.poll(stateOfAccounts, PATIENCE).toEqual(told.toSorted())

  // What comes due then waits, for none of them can take it: nothing is lost, in doubt or paid.
  const ctx = await aChain({ euros: 10 })
  const before = await booksOf(ctx.chainId)
  const send = await plannedTexts(ctx, { texts: 30 })
  const books = await booksOf(ctx.chainId)
  await new Promise((resolve) => setTimeout(resolve, SEVERAL_LOOKS_MS))
  expect(await statusesOf(send)).toEqual({ planned: 30 })
  expect(await booksOf(ctx.chainId)).toEqual(books)
  expect(before).not.toEqual(books)
  expect(worker.exitCode).toBeNull()
}, 200_000)

async function stateOfAccounts(): Promise<string[]> {
  const accounts = await asOperator(listAccountHealth)
  return accounts.map(({ name, state, detail }) => `${name}: ${state}, ${detail}`).toSorted()
}

async function running<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const server = await starting
  ending.push(server.stop)
  return server
}

/** Says its words to whoever connects, as a web server does that takes a greeting for a request. */
async function aServerThatSpeaksFirst(words: string) {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {}).end(words)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

function startWorker(inboundPort: number): ChildProcess {
  const worker = spawn(process.execPath, ['worker/main.ts'], {
    env: { ...process.env, LOG_LEVEL: 'fatal', INBOUND_PORT: String(inboundPort) },
    stdio: 'inherit',
  })
  ending.push(() => worker.kill('SIGKILL'))
  return worker
}
