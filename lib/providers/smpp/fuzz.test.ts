import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import smpp from 'smpp'
import { describe, expect, test } from 'vitest'

import { openLink } from '#lib/providers/smpp/link.ts'
import { createPduSplitter, decodePdu, MalformedPdu } from '#lib/providers/smpp/pdu.ts'
import { createSmppProvider } from '#lib/providers/smpp/provider.ts'
import { receiptOf } from '#lib/providers/smpp/receipt.ts'
import { replyOf } from '#lib/providers/smpp/reply.ts'

const NOW = new Date('2026-11-22T10:00:00Z')
/** 900 stay, whatever we do; a closed link that something holds on to makes it 2,100. */
const MOST_KEPT_BYTES = 1_500
/** RUNS=20000 tries more of them. */
const RUNS = Number(process.env.RUNS ?? 5_000)
const COMMANDS = Object.values(smpp.commands).map(({ id }) => id)

/** A packet whose frame is whole; what is in it is anybody's guess. */
const PACKETS = fc
  .record({
    id: fc.oneof(fc.constantFrom(...COMMANDS), fc.nat(0xffff_ffff)),
    status: fc.nat(0xff),
    sequence: fc.nat(0x7fff_ffff),
    body: fc.uint8Array({ maxLength: 300 }),
  })
  .map(({ id, status, sequence, body }) => {
    const packet = Buffer.alloc(16 + body.length)
    for (const [index, word] of [packet.length, id, status, sequence].entries()) packet.writeUInt32BE(word, index * 4)
    packet.set(body, 16)
    return packet
  })

/** A real deliver_sm with some of its octets changed. */
const BENT = fc
  .record({ at: fc.array(fc.nat(120), { maxLength: 6 }), to: fc.array(fc.nat(255), { minLength: 6, maxLength: 6 }) })
  .map(({ at, to }) => {
    const fields = { esm_class: 4, source_addr: '37255512345', short_message: 'id:a-1 stat:DELIVRD err:000 text:Tere' }
    const packet = new smpp.PDU('deliver_sm', { sequence_number: 7, ...fields }).toBuffer()
    for (const [index, place] of at.entries()) packet[16 + (place % (packet.length - 16))] = to[index] ?? 0
    return packet
  })

describe('reading', () => {
  test.each([
    ['any body', PACKETS],
    ['a receipt with octets changed', BENT],
  ])('%s: a packet, or a word that it is none; nothing else', (_why, packets) => {
    fc.assert(
      fc.property(packets, (packet) => {
        try {
          const pdu = decodePdu(packet)
          receiptOf(pdu)
          replyOf(pdu, NOW)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedPdu)
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('a stream in whatever chunks: packets as they were, or an end; never more kept than one packet', () => {
    fc.assert(
      fc.property(fc.array(PACKETS, { maxLength: 8 }), fc.integer({ min: 1, max: 90 }), (packets, size) => {
        const split = createPduSplitter()
        const stream = Buffer.concat(packets)
        const found: Buffer[] = []
        for (let at = 0; at < stream.length; at += size) found.push(...split(stream.subarray(at, at + size)))
        expect(found.map((packet) => packet.toString('hex'))).toEqual(packets.map((packet) => packet.toString('hex')))
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['longer than anything we read', 0xffff_ffff],
    ['shorter than its own head', 15],
    ['nothing', 0],
  ])('a length that is %s ends the stream at once', (_why, length) => {
    const octets = Buffer.alloc(16)
    octets.writeUInt32BE(length, 0)
    expect(() => createPduSplitter()(octets)).toThrow(MalformedPdu)
  })
})

/** An SMSC that lets anybody in and then says what it is told to; `after` packets later it hangs up. */
async function smscSaying(rubbish: (connection: number) => Buffer) {
  let connections = 0
  const server = createServer((socket: Socket) => {
    const mine = connections++
    const split = createPduSplitter()
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      for (const packet of split(chunk)) {
        const pdu = new smpp.PDU(packet)
        if (pdu.command === 'bind_transceiver' || pdu.command === 'submit_sm') {
          socket.write(pdu.response({ message_id: `m${mine}` }).toBuffer())
        }
        if (pdu.command === 'bind_transceiver') socket.write(rubbish(mine))
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** What is in use once all that can be collected has been. */
async function heapInUse(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let n = 0; n < 3; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20)) // for what ends with a turn of the loop
    collect()
  }
  return process.memoryUsage().heapUsed
}

describe('a link', () => {
  const options = { host: '127.0.0.1', tls: false, user: 'clinic', password: 'hush', answerMs: 300, idleMs: 10_000 }

  test('over thousands of octets of rubbish ends or goes on, and keeps nothing of them', async () => {
    const framed = fc.sample(fc.oneof(PACKETS, BENT), { numRuns: 6_000, seed: 7 })
    const unframed = fc.sample(fc.uint8Array({ maxLength: 200 }), { numRuns: 300, seed: 7 })
    const smsc = await smscSaying((connection) =>
      Buffer.concat([
        ...framed.slice(connection * 20, connection * 20 + 20),
        ...unframed.slice(connection, connection + 1),
      ]),
    )
    let delivered = 0
    const onDeliver = async () => {
      delivered += 1
      return 0
    }
    const round = async () => {
      const link = await openLink({ ...options, answerMs: 100, port: smsc.port, onDeliver }).catch(() => null)
      await Promise.race([link?.closed, new Promise((resolve) => setTimeout(resolve, 10))])
      await link?.close()
    }
    // What stays for good, such as compiled code, is there after the first rounds.
    for (let n = 0; n < 100; n += 1) await round()
    const before = await heapInUse()
    for (let n = 0; n < 200; n += 1) await round()
    const keptBytesPerLink = ((await heapInUse()) - before) / 200
    if (process.env.FUZZ_FIGURES) console.log({ keptBytesPerLink })
    expect(smsc.connections()).toBe(300)
    expect(delivered).toBeGreaterThan(0)
    expect(keptBytesPerLink).toBeLessThan(MOST_KEPT_BYTES)
    await smsc.stop()
  })
})

describe('the provider', () => {
  test.each([
    ['a length that cannot be true', Buffer.from('ffffffff00000005000000000000000148656c6c6f', 'hex')],
    ['a greeting of another protocol', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['half a packet, and silence', Buffer.from('000000ff00000005', 'hex')],
    ['a command that there is not', Buffer.from('00000010deadbeef0000000000000001', 'hex')],
  ])('binds again after %s, and sends', async (_why, rubbish) => {
    const smsc = await smscSaying((connection) => (connection === 0 ? rubbish : Buffer.alloc(0)))
    const transport = {
      kind: 'smpp',
      host: '127.0.0.1',
      port: smsc.port,
      tls: false,
      user: 'c',
      password: 'h',
      window: 5,
      binds: 1,
    } as const
    const seat = { name: 'smpp', onReceipt: async () => {}, onReply: async () => {} }
    const provider = createSmppProvider(transport, seat, { answerMs: 400, idleMs: 300, restOfTextMs: 300 })
    const text = {
      clientRef: 'r',
      to: '+37255512345',
      from: 'Hambad',
      text: 'Tere',
      validUntil: new Date(Date.now() + 60_000),
    }
    await expect
      .poll(async () => (await provider.send(text)).outcome, { timeout: 10_000, interval: 100 })
      .toBe('accepted')
    await provider.close()
    await smsc.stop()
  })
})
