import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { aText, clientOf, closeOpened, codeAndPlace, messenteThat, open } from '#tests/messente-client.ts'
import { startMessente } from '#tests/messente-fake.ts'
import { startSmtpSink } from '#tests/smtp-sink.ts'

afterEach(closeOpened)

describe('the connection', () => {
  test('nobody listens: surely not sent', async () => {
    const messente = await startMessente()
    await messente.stop()
    const client = clientOf(messente)
    expect(await client.send(aText())).toMatchObject({ outcome: 'not_sent' })
    expect(codeAndPlace(client)).toEqual(['down', 'unreachable'])
  })

  test('a host that nobody knows: surely not sent', async () => {
    const client = clientOf({ port: 1 }, { host: 'sms.invalid' })
    expect(await client.send(aText())).toMatchObject({ outcome: 'not_sent' })
  })

  test('no TLS where it is asked for: surely not sent', async () => {
    const messente = await messenteThat()
    const client = clientOf(messente, { tls: true })
    expect(await client.send(aText())).toMatchObject({ outcome: 'not_sent' })
    expect(codeAndPlace(client)).toEqual(['down', 'tls'])
    expect(messente.texts).toHaveLength(0)
  })

  test('a certificate that nobody vouches for: surely not sent', async () => {
    const sink = await startSmtpSink({ tls: true }) // whatever speaks under it
    open.push(sink)
    const client = clientOf(sink, { tls: true })
    expect(await client.send(aText())).toMatchObject({ outcome: 'not_sent' })
    expect(codeAndPlace(client)).toEqual(['down', 'tls'])
  })

  test('a connection that is never answered on the way to TLS: surely not sent', async () => {
    const server = createServer(() => {}).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = clientOf({ port: (server.address() as AddressInfo).port }, { tls: true })
    expect(await client.send(aText())).toMatchObject({ outcome: 'not_sent' })
    server.close()
  })

  test('it finds out by itself that Messente is there again', async () => {
    let broken = true
    const messente = await messenteThat({ react: () => (broken ? { hangUp: true } : undefined) })
    const client = clientOf(messente)
    await client.send(aText())
    broken = false
    await vi.waitFor(() => expect(codeAndPlace(client)).toEqual(['up', null]), { timeout: 3_000 })
    expect(messente.texts).toHaveLength(0)
  })

  test('a wrong password shows before the first text', async () => {
    const messente = await messenteThat({ password: 'another' })
    const client = clientOf(messente)
    await vi.waitFor(() => expect(codeAndPlace(client)).toEqual(['refused', 'credentials']))
  })

  test('closing waits for texts in hand and takes no more', async () => {
    const messente = await messenteThat({ react: () => undefined })
    const client = clientOf(messente)
    const text = client.send(aText())
    await client.close()
    expect(await text).toMatchObject({ outcome: 'accepted' })
    expect(await client.send(aText())).toMatchObject({ outcome: 'not_sent' })
  })
})
