import { setTimeout as sleep } from 'node:timers/promises'
import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'

import { splitSms } from '#lib/core/sms-segments.ts'
import type { ProviderReceipt } from '#lib/providers/provider.ts'
import { aText, clientOf, closeAll, smscThat } from '#tests/smpp-client.ts'
import type { SmscReaction } from '#tests/smsc-simulator.ts'

afterEach(closeAll)

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
