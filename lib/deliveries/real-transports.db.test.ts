import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { applyReceipts } from '#lib/deliveries/apply-receipts.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { emailLine, smsLine } from '#lib/deliveries/line.ts'
import { createReceiptIntake } from '#lib/deliveries/receipt-intake.ts'
import { createSmppProvider } from '#lib/providers/smpp/provider.ts'
import { createSmtpProvider } from '#lib/providers/smtp/provider.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import type { PlannedTexts, PlannedTextsOptions } from '#tests/planned-texts.ts'
import { booksFromDeliveries, booksOf, plannedTexts, statusesOf } from '#tests/planned-texts.ts'
import type { Smsc } from '#tests/smsc-simulator.ts'
import { receiptFields, startSmsc } from '#tests/smsc-simulator.ts'
import { startSmtpSink } from '#tests/smtp-sink.ts'

// From a planned delivery to the bytes on a wire, and back by a receipt.

testDatabase()

const EUROS = 100
const NEVER = new AbortController().signal
const TIMES = { answerMs: 2_000, idleMs: 10_000, restOfTextMs: 2_000 }

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

const aSend = async (options: PlannedTextsOptions) => plannedTexts(await aChain({ euros: EUROS }), options)

async function anSmsc(script?: Parameters<typeof startSmsc>[0]) {
  const smsc = await startSmsc(script)
  ending.push(smsc.stop)
  return smsc
}

function handOverTo({ port }: Smsc, window = 10) {
  const address = {
    kind: 'smpp',
    host: '127.0.0.1',
    port,
    tls: false,
    user: 'clinic',
    password: 'hush',
    window,
    binds: 1,
  } as const
  const provider = createSmppProvider(
    address,
    { name: 'smpp', onReceipt: createReceiptIntake('smpp', () => {}), onReply: async () => {} },
    TIMES,
  )
  ending.push(provider.close)
  return handOverBatches({ line: smsLine(provider), windowSize: window, stopping: NEVER })
}

async function expectBooksToBalance({ chainId }: PlannedTexts) {
  expect(await booksOf(chainId)).toEqual(await booksFromDeliveries(chainId, EUROS * 1_000_000))
}

describe('over SMPP', () => {
  test('every text goes out once, in whole parts, and its receipts find it', async () => {
    const smsc = await anSmsc()
    const body = 'Tere, {first_name}! Ootame Teid hambaarst Tõnu Põldmäe vastuvõtule. Muutmiseks helistage 6123456.'
    const send = await aSend({ texts: 40, body, segments: 2 })
    await handOverTo(smsc)
    expect(await statusesOf(send)).toEqual({ accepted: 40 })
    expect(smsc.submits).toHaveLength(80)
    expect(smsc.mostUnanswered).toBeLessThanOrEqual(10)

    const texts = Map.groupBy(smsc.submits, ({ pdu }) => String(pdu.destination_addr))
    expect(texts.size).toBe(40)
    for (const parts of texts.values()) {
      expect(parts.map(({ text }) => text).join('')).toBe(body.replace('{first_name}', 'Mari'))
    }

    const ids = smsc.submits.map((_, index) => `smsc-${index + 1}`)
    const answers = await Promise.all(ids.map((id) => smsc.deliver(receiptFields(id, 'DELIVRD'))))
    expect(new Set(answers)).toEqual(new Set([0]))
    while ((await applyReceipts()) > 0);
    expect(await statusesOf(send)).toEqual({ delivered: 40 })
    await expectBooksToBalance(send)
  })

  test('a connection cut in the middle leaves in doubt what was on the wire, and nothing else', async () => {
    const smsc = await anSmsc({ react: (_submit, index) => (index === 12 ? { hangUp: true } : { delayMs: 20 }) })
    const send = await aSend({ texts: 30 })
    await handOverTo(smsc, 5)
    const { accepted = 0, unknown = 0, planned = 0 } = await statusesOf(send)
    expect(unknown).toBeGreaterThan(0)
    expect(unknown).toBeLessThanOrEqual(5)
    expect(accepted + unknown + planned).toBe(30)
    // Nothing that reached the SMSC may be sent again; a packet may have been lost on its way there.
    expect(accepted + unknown).toBeGreaterThanOrEqual(smsc.submits.length)
    await expectBooksToBalance(send)
  })

  test('numbers that the SMSC refuses cost nothing', async () => {
    const smsc = await anSmsc({ react: (_submit, index) => (index % 2 === 0 ? { status: 0x0b } : {}) })
    const send = await aSend({ texts: 10 })
    await handOverTo(smsc, 1)
    expect(await statusesOf(send)).toEqual({ accepted: 5, rejected: 5 })
    await expectBooksToBalance(send)
  })
})

test('over SMTP an offer arrives with both parts, and can be refused with one click', async () => {
  const sink = await startSmtpSink()
  ending.push(sink.stop)
  const send = await aSend({ texts: 4, channel: 'email', purpose: 'offer', body: 'Tere, {first_name}! Ждём Вас.' })
  await db().execute(
    sql`update deliveries set params = array['Mari', 'Abc123def456'] where campaign_id = ${send.campaignId}`,
  )
  const provider = createSmtpProvider(
    {
      kind: 'smtp',
      host: '127.0.0.1',
      port: sink.port,
      tls: false,
      user: null,
      password: '',
      from: 'kliinik@naeratus.ee',
      window: 3,
      dkim: null,
      bounces: null,
    },
    { name: 'smtp', onReceipt: async () => {}, onReply: async () => {} },
  )
  ending.push(provider.close)
  await handOverBatches({ line: emailLine(provider), windowSize: 3, stopping: NEVER })

  expect(await statusesOf(send)).toEqual({ accepted: 4 })
  expect(new Set(sink.letters.map(({ envelope }) => envelope.to[0])).size).toBe(4)
  const [letter] = sink.letters
  const headers = Object.fromEntries(letter?.email.headers.map(({ key, value }) => [key, value]) ?? [])
  expect(letter?.email.text?.trimEnd()).toBe(
    'Tere, Mari! Ждём Вас.\n\nLoobu pakkumistest: http://localhost:3000/o/Abc123def456',
  )
  expect(letter?.email.html).toContain('href="http://localhost:3000/o/Abc123def456"')
  expect(headers).toMatchObject({
    'list-unsubscribe': '<http://localhost:3000/o/Abc123def456/one-click>',
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    'content-language': 'et',
  })
})
