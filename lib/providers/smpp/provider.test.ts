import { setTimeout as sleep } from 'node:timers/promises'
import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'

import { splitSms } from '#lib/core/sms-segments.ts'
import type {
  OnReceipt,
  OnReply,
  OutboundSms,
  ProviderReceipt,
  ProviderReply,
  SmsProvider,
} from '#lib/providers/provider.ts'
import { createSmppProvider } from '#lib/providers/smpp/provider.ts'
import type { Smsc, SmscReaction } from '#tests/smsc-simulator.ts'
import { receiptFields, startSmsc } from '#tests/smsc-simulator.ts'
import { startSmtpSink } from '#tests/smtp-sink.ts'

// Long enough for a machine with much else to do.
const TIMES = { answerMs: 2_000, idleMs: 10_000, restOfTextMs: 3_000 }
const open: { close?(): Promise<void>; stop?(): Promise<void> }[] = []

afterEach(async () => {
  for (const { close, stop } of open.splice(0).toReversed()) await (close ?? stop)?.()
})

async function smscThat(script: Parameters<typeof startSmsc>[0] = {}): Promise<Smsc> {
  const smsc = await startSmsc(script)
  open.push(smsc)
  return smsc
}

function clientOf(
  smsc: Pick<Smsc, 'port'>,
  {
    window = 10,
    onReceipt = async () => {},
    times = {} as Partial<typeof TIMES>,
    password = 'hush',
    tls = false,
    onReply = async () => {},
    binds = 1,
  } = {} as {
    window?: number
    binds?: number
    onReceipt?: OnReceipt
    onReply?: OnReply
    times?: Partial<typeof TIMES>
    password?: string
    tls?: boolean
  },
): SmsProvider {
  const transport = {
    kind: 'smpp',
    host: '127.0.0.1',
    port: smsc.port,
    tls,
    user: 'clinic',
    password,
    window,
    binds,
  } as const
  const provider = createSmppProvider(transport, { name: 'smpp', onReceipt, onReply }, { ...TIMES, ...times })
  open.push(provider)
  return provider
}

function aText(text: string, changes: Partial<OutboundSms> = {}): OutboundSms {
  const validUntil = new Date('2026-11-23T18:30:00Z')
  return { clientRef: 'ref', to: '+37255512345', from: 'Hambakliinik', text, validUntil, ...changes }
}

describe('on the wire', () => {
  test.each([
    ['plain letters', 'Tere', 0, '54657265'],
    ['ä ö ü are in the GSM alphabet', 'äöüÄÖÜ', 0, '7b7c7e5b5c5e'],
    ['@ is code 0', 'a@b', 0, '610062'],
    ['€ is an escape pair', '5 €', 0, '35201b65'],
    ['õ makes it UTF-16, high octet first', 'õ', 8, '00f5'],
    ['Cyrillic', 'Ждём', 8, '041604340451043c'],
    ['an emoji is its surrogate pair', '🦷', 8, 'd83eddb7'],
  ])('%s', async (_why, text, dataCoding, octets) => {
    const smsc = await smscThat()
    await clientOf(smsc).send(aText(text))
    expect(smsc.submits).toHaveLength(1)
    expect(smsc.submits[0]?.pdu.data_coding).toBe(dataCoding)
    expect(smsc.submits[0]?.body.toString('hex')).toBe(octets)
    expect(smsc.submits[0]?.header).toBeNull()
  })

  test('sender, number, validity and the wish for a receipt', async () => {
    const smsc = await smscThat()
    const client = clientOf(smsc)
    for (const from of ['Hambad', '+37256001122', '1311']) await client.send(aText('Tere', { from }))
    expect(smsc.submits.map(({ pdu }) => [pdu.source_addr_ton, pdu.source_addr_npi, pdu.source_addr])).toEqual([
      [5, 0, 'Hambad'],
      [1, 1, '37256001122'],
      [0, 1, '1311'],
    ])
    expect(smsc.submits[0]?.pdu).toMatchObject({
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      destination_addr: '37255512345',
      registered_delivery: 1,
      esm_class: 0,
      validity_period: new Date('2026-11-23T18:30:00Z'),
    })
    expect(smsc.binds[0]).toMatchObject({ system_id: 'clinic', password: 'hush', interface_version: 0x34 })
  })

  test.each([
    ['Latin letters with € at a boundary', `${'a'.repeat(152)}€${'b'.repeat(152)}`, 0],
    ['an ordinary Estonian reminder', 'Ootame Teid hambaarst Tõnu Põldmäe vastuvõtule. '.repeat(4), 8],
    ['Russian', 'Ждём Вас на приёме у доктора Пылдмяэ. '.repeat(5), 8],
    ['an emoji at a boundary', `${'ж'.repeat(66)}🦷${'ж'.repeat(66)}`, 8],
  ])('a long text goes as parts that make it whole again: %s', async (_why, text, dataCoding) => {
    const smsc = await smscThat()
    const outcome = await clientOf(smsc).send(aText(text))
    const { parts } = splitSms(text)
    expect(outcome).toEqual({ outcome: 'accepted', refs: parts.map((_, index) => `smsc-${index + 1}`) })

    expect(smsc.submits.map((submit) => submit.pdu.data_coding)).toEqual(parts.map(() => dataCoding))
    expect(smsc.submits.map((submit) => submit.pdu.esm_class)).toEqual(parts.map(() => 0x40))
    const reference = smsc.submits[0]?.header?.[3] as number
    expect(smsc.submits.map((submit) => Array.from(submit.header ?? []))).toEqual(
      parts.map((_, index) => [5, 0, 3, reference, parts.length, index + 1]),
    )
    expect(smsc.submits.map((submit) => submit.text).join('')).toBe(text)
    for (const { body } of smsc.submits) {
      expect(body.length).toBeLessThanOrEqual(dataCoding === 8 ? 134 : 153)
      expect(body.at(-1)).not.toBe(0x1b)
    }
  })

  test('whatever the text, what arrives is what was written', async () => {
    const smsc = await smscThat()
    const client = clientOf(smsc)
    const unit = fc.constantFrom('a', 'ä', '€', '[', '\n', 'õ', 'ž', 'Ж', '🦷', '@')
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, minLength: 1, maxLength: 400 }), async (text) => {
        smsc.submits.length = 0
        expect((await client.send(aText(text))).outcome).toBe('accepted')
        const inOrder = smsc.submits.toSorted((a, b) => (a.header?.[5] ?? 0) - (b.header?.[5] ?? 0))
        expect(inOrder.map((submit) => submit.text).join('')).toBe(text)
      }),
      { numRuns: 60 },
    )
  })

  test('two long texts have different references', async () => {
    const smsc = await smscThat()
    const client = clientOf(smsc)
    await client.send(aText('a'.repeat(200)))
    await client.send(aText('a'.repeat(200)))
    expect(smsc.submits[0]?.header?.[3]).not.toBe(smsc.submits[2]?.header?.[3])
  })
})

describe('what the SMSC answers', () => {
  test.each([
    ['throttled: tried again later', 0x58, { outcome: 'not_sent' }],
    ['its queue is full: tried again later', 0x14, { outcome: 'not_sent' }],
    ['its own trouble: tried again later', 0x08, { outcome: 'not_sent' }],
    ['no such number', 0x0b, { outcome: 'rejected', reason: 'bad_number' }],
    ['a sender it does not allow', 0x0a, { outcome: 'rejected', reason: 'bad_sender' }],
    ['a code of its own', 0x0450, { outcome: 'rejected', reason: 'other' }],
    ['"unknown error" does not say that nothing went', 0xff, { outcome: 'unknown' }],
  ])('%s', async (_why, status, outcome) => {
    const smsc = await smscThat({ react: () => ({ status }) })
    expect(await clientOf(smsc).send(aText('Tere'))).toMatchObject(outcome)
  })

  test('no answer in time: nobody knows', async () => {
    const smsc = await smscThat({ react: () => ({ silent: true }) })
    expect(await clientOf(smsc).send(aText('Tere'))).toMatchObject({ outcome: 'unknown', detail: 'no answer in time' })
  })

  test('an answer after its time: the text is no longer in doubt, and its receipts find it', async () => {
    const smsc = await smscThat({ react: () => ({ delayMs: 400 }) })
    const stored: ProviderReceipt[] = []
    const onReceipt = async (receipt: ProviderReceipt) => void stored.push(receipt)
    const client = clientOf(smsc, { onReceipt, times: { answerMs: 200 } })
    expect(await client.send(aText('Tere', { clientRef: 'ours' }))).toMatchObject({ outcome: 'unknown' })
    await expect.poll(() => stored).toMatchObject([{ ref: 'smsc-1', status: 'accepted', clientRef: 'ours' }])
  })

  test('half a text that was taken late stays in doubt', async () => {
    const smsc = await smscThat({ react: () => ({ delayMs: 300 }) })
    const stored: ProviderReceipt[] = []
    const onReceipt = async (receipt: ProviderReceipt) => void stored.push(receipt)
    const client = clientOf(smsc, { onReceipt, times: { answerMs: 150 } })
    expect(await client.send(aText('a'.repeat(200)))).toMatchObject({ outcome: 'unknown' })
    await sleep(300)
    expect(smsc.submits).toHaveLength(1)
    expect(stored).toEqual([])
  })

  test('an answer that cannot be read: nobody knows, and the link goes on', async () => {
    // A submit_sm_resp to packet 2 whose optional field (0x020c, two octets) lies outside the packet.
    const raw = Buffer.from('000000168000000400000000000000026100020c0002', 'hex')
    const smsc = await smscThat({ react: (_submit, index) => (index === 0 ? { raw } : {}) })
    const client = clientOf(smsc)
    expect(await client.send(aText('Tere'))).toEqual({ outcome: 'unknown', detail: 'the answer could not be read' })
    expect(await client.send(aText('Tere'))).toMatchObject({ outcome: 'accepted' })
    expect(smsc.binds).toHaveLength(1)
  })

  test('something that is no SMPP at all ends the connection', async () => {
    const smsc = await smscThat({ react: () => ({ raw: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n') }) })
    expect(await clientOf(smsc).send(aText('Tere'))).toMatchObject({ outcome: 'unknown' })
  })
})

describe('a text of several parts', () => {
  const threeParts = 'a'.repeat(400)
  const reactTo = (part: number, reaction: SmscReaction, once = false) => {
    let done = false
    return (submit: { header: Buffer | null }): SmscReaction => {
      if (submit.header?.[5] !== part || (once && done)) return {}
      done = true
      return reaction
    }
  }

  test('its first part refused: nothing else is sent', async () => {
    const smsc = await smscThat({ react: reactTo(1, { status: 0x0b }) })
    expect(await clientOf(smsc).send(aText(threeParts))).toMatchObject({ outcome: 'rejected', reason: 'bad_number' })
    expect(smsc.submits).toHaveLength(1)
  })

  test('its first part throttled: all of it may be tried again', async () => {
    const smsc = await smscThat({ react: reactTo(1, { status: 0x58 }) })
    expect(await clientOf(smsc).send(aText(threeParts))).toMatchObject({ outcome: 'not_sent' })
    expect(smsc.submits).toHaveLength(1)
  })

  test('a later part refused: some of it is out, so a person decides', async () => {
    const smsc = await smscThat({ react: reactTo(2, { status: 0x45 }) })
    const outcome = await clientOf(smsc).send(aText(threeParts))
    expect(outcome).toMatchObject({ outcome: 'unknown', refs: ['smsc-1', null, 'smsc-3'] })
  })

  test('a later part throttled: that part is offered again, and the patient gets a whole text', async () => {
    const smsc = await smscThat({ react: reactTo(3, { status: 0x58 }, true) })
    expect(await clientOf(smsc).send(aText(threeParts))).toMatchObject({ outcome: 'accepted' })
    expect(smsc.submits.map((submit) => submit.header?.[5])).toEqual([1, 2, 3, 3])
  })
})

describe('the window', () => {
  test('is full but never exceeded, with parts counted as what they are', async () => {
    const smsc = await smscThat({ react: () => ({ delayMs: 5 }) })
    const client = clientOf(smsc, { window: 8 })
    const texts = Array.from({ length: 120 }, (_, n) => aText(n % 4 === 0 ? 'õ'.repeat(150) : 'Tere'))
    const outcomes = await Promise.all(texts.map((text) => client.send(text)))
    expect(outcomes.every(({ outcome }) => outcome === 'accepted')).toBe(true)
    expect(smsc.mostUnanswered).toBe(8)
  })

  test('a throttled SMSC is given a pause before the next packet', async () => {
    const smsc = await smscThat({ react: (_submit, index) => (index === 0 ? { status: 0x58 } : {}) })
    const client = clientOf(smsc, { window: 1 })
    await client.send(aText('Tere'))
    const before = performance.now()
    expect(await client.send(aText('Tere'))).toMatchObject({ outcome: 'accepted' })
    expect(performance.now() - before).toBeGreaterThan(300)
  })
})

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
