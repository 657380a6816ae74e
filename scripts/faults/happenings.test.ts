import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createKannelProvider } from '#lib/providers/kannel/provider.ts'
import { createMessenteProvider } from '#lib/providers/messente/provider.ts'
import { createSmppProvider } from '#lib/providers/smpp/provider.ts'
import { createSmtpProvider } from '#lib/providers/smtp/provider.ts'
import type { KannelTransport, MessenteTransport, SmppTransport, SmtpTransport } from '#lib/providers/transport.ts'
import { parseTransport } from '#lib/providers/transport.ts'
import type { Happenings } from '#scripts/faults/happenings.ts'
import { readHappenings } from '#scripts/faults/happenings.ts'
import { judge } from '#scripts/faults/judge.ts'
import type { Taking } from '#scripts/faults/oracle/takings.ts'
import { lineOf } from '#scripts/faults/oracle/takings.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meelespea-happenings-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function read(...takings: Partial<Taking>[]): Promise<Happenings> {
  const taking: Taking = {
    ...{ atMs: 1, front: 'smpp', verdict: 'took', campaign: 'k1', person: 1, part: 1, parts: 1, ref: 'r1' },
    ...{ promised: 'delivered', fate: 'accept;DELIVRD:20;' },
  }
  const file = join(folder, `${Math.random()}.log`)
  writeFileSync(file, takings.map((one) => lineOf({ ...taking, ...one })).join(''))
  return readHappenings(file, 9)
}

const delivered = { person: 1, status: 'delivered', priceMicro: 1 } as const

describe('one provider takes a long text whole, another part by part', () => {
  test.each<[string, Partial<Taking>[], string[]]>([
    ['whole, once', [{ front: 'messente' }], []],
    ['in both parts', [{ parts: 2 }, { part: 2, parts: 2 }], []],
    ['in one part', [{ parts: 2 }], ['lost']],
    ['whole, by both of two providers', [{ front: 'messente' }, { front: 'kannel' }], ['doubled']],
    ['whole, and one part of it', [{ front: 'kannel' }, { parts: 2, part: 2 }], ['doubled']],
    ['whole, another’s in parts', [{ front: 'kannel' }, { parts: 2, person: 2 }], []],
    ['refused, then whole', [{ verdict: 'refused' }, { front: 'kannel' }], []],
  ])('%s', async (_why, takings, breaches) => {
    const happenings = await read(...takings)
    expect(judge(delivered, happenings.of('k1', 1)).breaches).toEqual(breaches)
  })
})

test('what the oracle did and reported is counted', async () => {
  const { reactions, receipts } = await read(
    { fate: 'accept;ACCEPTD:-1,DELIVRD:20;' },
    { front: 'kannel', fate: 'accept-then-reset;DELIVRD:5,ACCEPTD:9,DELIVRD:30;forged' },
    { front: 'kannel', verdict: 'refused', fate: 'refuse;DELIVRD:5;' },
  )
  expect(reactions).toEqual({ smpp: { accept: 1 }, kannel: { 'accept-then-reset': 1, refuse: 1 } })
  expect(receipts).toEqual({ sent: 5, early: 1, twice: 1, reordered: 1, forged: 1 })
})

// Taken twice is then always doubled. Who declares more than nothing has to teach the oracle to tell a repetition from a second text.
test('no provider of the oracle’s promises anything against doubles', async () => {
  const of = <T>(address: string) => parseTransport(address) as T
  const seat = { name: 'x', onReceipt: async () => {}, onReply: async () => {} }
  const providers = [
    createSmppProvider(of<SmppTransport>('smpp://u:p@127.0.0.1:9'), seat),
    createMessenteProvider(of<MessenteTransport>('messente://u:p@127.0.0.1:9?hook-secret=x'), seat),
    createKannelProvider(of<KannelTransport>('kannel://u:p@127.0.0.1:9?hook-secret=x'), seat),
    createSmtpProvider(of<SmtpTransport & { from: string }>('smtp://127.0.0.1:9?from=a@b.example'), seat),
  ]
  expect(providers.map(({ dedupe }) => dedupe.kind)).toEqual(['none', 'none', 'none', 'none'])
  await Promise.all(providers.map((provider) => provider.close()))
})
