import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'

import type { OnReceipt, ProviderReceipt, ProviderReply, SmsProvider } from '#lib/providers/provider.ts'
import { aText, clientOf, closeAll, open, smscThat } from '#tests/smpp-client.ts'
import type { SmscReaction } from '#tests/smsc-simulator.ts'
import { receiptFields, startSmsc } from '#tests/smsc-simulator.ts'
import { startSmtpSink } from '#tests/smtp-sink.ts'

afterEach(closeAll)

describe('the connection', () => {
  test('nobody listens: surely not sent', async () => {
    const smsc = await startSmsc()
    await smsc.stop()
    const outcome = await clientOf(smsc).send(aText('Tere'))
    expect(outcome).toMatchObject({ outcome: 'not_sent', detail: expect.stringContaining('ECONNREFUSED') })
  })

  test('a wrong password: surely not sent, and the reason is said', async () => {
    const smsc = await smscThat({ bindStatus: () => 0x0e })
    const outcome = await clientOf(smsc).send(aText('Tere'))
    expect(outcome).toMatchObject({ outcome: 'not_sent', detail: expect.stringContaining('bind refused: 0xe') })
  })

  test('no TLS where it is asked for, or a certificate that nobody vouches for: surely not sent', async () => {
    const plain = await smscThat()
    const unvouched = await startSmtpSink({ tls: true })
    open.push(unvouched)
    for (const { port } of [plain, unvouched]) {
      const outcome = await clientOf({ port }, { tls: true }).send(aText('Tere'))
      expect(outcome).toMatchObject({ outcome: 'not_sent', detail: expect.stringMatching(/ECONNRESET|CERT/) })
    }
  })

  test('lost: what was on the wire is unknown, what waited is surely not sent', async () => {
    const smsc = await smscThat({ react: (_submit, index) => (index === 3 ? { hangUp: true } : { silent: true }) })
    const client = clientOf(smsc, { window: 4, times: { answerMs: 5_000 } })
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => client.send(aText('Tere'))))
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([...Array(4).fill('unknown'), ...Array(2).fill('not_sent')])
    expect(smsc.submits).toHaveLength(4)
  })

  test('lost and found: the next text goes over a new one', async () => {
    const smsc = await smscThat()
    const client = clientOf(smsc)
    await client.send(aText('Tere'))
    smsc.hangUp()
    await expect.poll(async () => (await client.send(aText('jälle'))).outcome, { timeout: 5_000 }).toBe('accepted')
    expect(smsc.binds).toHaveLength(2)
  })

  test('a silent one is asked, and dropped when it does not answer', async () => {
    const smsc = await smscThat({ alive: false })
    const client = clientOf(smsc, { times: { idleMs: 100, answerMs: 100 } })
    await client.send(aText('Tere'))
    await expect.poll(() => smsc.binds.length, { timeout: 5_000 }).toBeGreaterThan(1)
    expect(smsc.others).toContain('enquire_link')
  })

  test('a living one is asked and kept', async () => {
    const smsc = await smscThat()
    await clientOf(smsc, { times: { idleMs: 30 } }).send(aText('Tere'))
    await expect.poll(() => smsc.others.filter((name) => name === 'enquire_link').length).toBeGreaterThan(2)
    expect(smsc.binds).toHaveLength(1)
  })

  test('closing waits for the answers in hand and says goodbye', async () => {
    const smsc = await smscThat({ react: () => ({ delayMs: 100 }) })
    const client = clientOf(smsc)
    const text = client.send(aText('Tere'))
    await expect.poll(() => smsc.submits.length).toBe(1)
    await client.close()
    expect(await text).toMatchObject({ outcome: 'accepted' })
    expect(smsc.others).toContain('unbind')
    expect(await client.send(aText('Tere'))).toMatchObject({ outcome: 'not_sent' })
  })
})

describe('receipts', () => {
  async function boundClient(onReceipt: OnReceipt, react?: () => SmscReaction) {
    const smsc = await smscThat(react ? { react } : {})
    await clientOf(smsc, { onReceipt }).send(aText('Tere'))
    return smsc
  }

  test('of texts that an earlier process sent come in before anything is sent', async () => {
    const stored: ProviderReceipt[] = []
    const smsc = await smscThat()
    clientOf(smsc, { onReceipt: async (receipt) => void stored.push(receipt) })
    await expect.poll(() => smsc.binds.length).toBe(1)
    await smsc.deliver(receiptFields('from-before', 'DELIVRD'))
    expect(stored).toMatchObject([{ ref: 'from-before', status: 'delivered' }])
  })

  test('is handed on, and the SMSC is answered only after it is stored', async () => {
    const stored: ProviderReceipt[] = []
    const smsc = await boundClient(async (receipt) => {
      await sleep(50)
      stored.push(receipt)
    })
    expect(await smsc.deliver(receiptFields('smsc-1', 'DELIVRD'))).toBe(0)
    expect(stored).toMatchObject([{ ref: 'smsc-1', status: 'delivered', detail: 'DELIVRD, err 000' }])
  })

  test('more of them than can be stored are left with the SMSC', async () => {
    let store = () => {}
    const blocked = new Promise<void>((resolve) => {
      store = resolve
    })
    const smsc = await boundClient(() => blocked)
    const answers = Array.from({ length: 5_100 }, (_, n) => smsc.deliver(receiptFields(`smsc-${n}`, 'DELIVRD')))
    const refused = answers.slice(5_000)
    expect(new Set(await Promise.all(refused))).toEqual(new Set([0x64]))
    store()
    expect(new Set(await Promise.all(answers.slice(0, 5_000)))).toEqual(new Set([0]))
  })

  test('one that cannot be stored is asked for again', async () => {
    const smsc = await boundClient(() => Promise.reject(new Error('no database')))
    expect(await smsc.deliver(receiptFields('smsc-1', 'DELIVRD'))).toBe(0x64)
  })

  test('a decimal id in the receipt finds the hexadecimal one of the answer', async () => {
    const stored: ProviderReceipt[] = []
    const react = () => ({ messageId: '0a1b2c3d' })
    const smsc = await boundClient(async (receipt) => void stored.push(receipt), react)
    await smsc.deliver({ ...receiptFields(String(0x0a1b2c3d), 'UNDELIV', '012'), source_addr: '37255512345' })
    expect(stored).toMatchObject([{ ref: '0a1b2c3d', status: 'undelivered', detail: 'UNDELIV, err 012' }])
  })

  test("a patient's reply is handed on, is answered after it is stored, and is no receipt", async () => {
    const stored: ProviderReceipt[] = []
    const replies: ProviderReply[] = []
    const smsc = await smscThat()
    clientOf(smsc, {
      onReceipt: async (receipt) => void stored.push(receipt),
      onReply: async (reply) => {
        await sleep(50)
        replies.push(reply)
      },
    })
    await expect.poll(() => smsc.binds.length).toBe(1)
    const fields = { source_addr_ton: 1, source_addr: '37255512345', destination_addr: '1234' }
    expect(await smsc.deliver({ ...fields, short_message: 'id:smsc-1 stat:DELIVRD' })).toBe(0)
    expect(replies).toMatchObject([{ from: '+37255512345', to: '1234', text: 'id:smsc-1 stat:DELIVRD' }])
    expect(stored).toEqual([])
  })

  test('a reply that cannot be stored is asked for again', async () => {
    const smsc = await smscThat()
    clientOf(smsc, { onReply: () => Promise.reject(new Error('no database')) })
    await expect.poll(() => smsc.binds.length).toBe(1)
    expect(await smsc.deliver({ source_addr: '37255512345', short_message: 'STOPP' })).toBe(0x64)
  })
})

describe('several binds', () => {
  test('texts go over all of them, within one window', async () => {
    const smsc = await smscThat({ react: () => ({ delayMs: 20 }) })
    const client = clientOf(smsc, { window: 8, binds: 3 })
    await expect.poll(() => smsc.binds.length).toBe(3)
    const outcomes = await Promise.all(Array.from({ length: 60 }, () => client.send(aText('Tere'))))
    expect(outcomes.every(({ outcome }) => outcome === 'accepted')).toBe(true)
    expect(smsc.mostUnanswered).toBe(8)
    expect(smsc.submitsBySession().map((count) => count > 10)).toEqual([true, true, true])
  })

  test('one that is refused leaves the others at work', async () => {
    let binds = 0
    const smsc = await smscThat({ bindStatus: () => (++binds === 1 ? 0 : 0x0d) })
    const client = clientOf(smsc, { binds: 2 })
    await expect.poll(() => smsc.binds.length).toBeGreaterThanOrEqual(2)
    expect(await client.send(aText('Tere'))).toMatchObject({ outcome: 'accepted' })
    expect(client.health()).toMatchObject({ state: 'up' })
  })
})

describe('how it is', () => {
  const healthOf = (client: SmsProvider) => [client.health().state, client.health().detailCode]

  test('bound: up', async () => {
    const client = clientOf(await smscThat())
    await expect.poll(() => healthOf(client)).toEqual(['up', null])
  })

  test('a wrong password', async () => {
    const client = clientOf(await smscThat({ bindStatus: () => 0x0e }))
    await expect.poll(() => healthOf(client)).toEqual(['refused', 'credentials'])
  })

  test('nobody there', async () => {
    const smsc = await startSmsc()
    await smsc.stop()
    const client = clientOf(smsc)
    await expect.poll(() => healthOf(client)).toEqual(['down', 'unreachable'])
  })

  test('a certificate that nobody vouches for', async () => {
    const sink = await startSmtpSink({ tls: true })
    open.push(sink)
    const client = clientOf(sink, { tls: true })
    await expect.poll(() => healthOf(client)).toEqual(['down', 'tls'])
  })

  test('something that is no SMPP at all', async () => {
    const smsc = await smscThat({ react: () => ({ raw: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n') }) })
    const client = clientOf(smsc)
    await client.send(aText('Tere'))
    await expect.poll(() => healthOf(client), { interval: 5 }).toEqual(['down', 'not_the_api'])
  })

  test('cut off, and back by itself', async () => {
    const smsc = await smscThat()
    const client = clientOf(smsc)
    await expect.poll(() => healthOf(client)).toEqual(['up', null])
    smsc.hangUp()
    await expect.poll(() => client.health().state).toBe('down')
    await expect.poll(() => healthOf(client), { timeout: 5_000 }).toEqual(['up', null])
  })

  test('asked to slow down, until a text is taken again', async () => {
    const smsc = await smscThat({ react: (_submit, index) => (index === 0 ? { status: 0x58 } : {}) })
    const client = clientOf(smsc)
    await client.send(aText('Tere'))
    expect(healthOf(client)).toEqual(['throttled', 'throttled'])
    await client.send(aText('Tere'))
    expect(healthOf(client)).toEqual(['up', null])
  })
})
