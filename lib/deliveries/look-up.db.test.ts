import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { clientRefOf } from '#lib/core/client-ref.ts'
import { DecideInput } from '#lib/deliveries/inputs.ts'
import { lookUpDoubts } from '#lib/deliveries/look-up.ts'
import { lookUpNow } from '#lib/deliveries/look-up-now.ts'
import { resendDeliveries } from '#lib/deliveries/resend.ts'
import { writeOffDeliveries } from '#lib/deliveries/write-off.ts'
import type { SendOutcome } from '#lib/providers/provider.ts'
import { createSandbox } from '#lib/providers/sandbox.ts'
import { aChain, jobsFor, testDatabase } from '#tests/database.ts'
import { booksFromDeliveries, booksOf, PRICE_MICRO, statusesOf } from '#tests/planned-texts.ts'
import type { TextsInDoubt } from '#tests/texts-in-doubt.ts'
import { handOver, report, textsInDoubt } from '#tests/texts-in-doubt.ts'

testDatabase()

const EUROS = 100

beforeEach(async () => {
  await db().execute(sql`update batches set status = 'done', done_at = now()`)
  await db().execute(sql`update delivery_doubts set next_look_up_at = null`)
})

async function aChainInDoubt(texts: number) {
  const ctx = await aChain({ euros: EUROS })
  return { ctx, send: await textsInDoubt(ctx, { texts }) }
}

const due = () =>
  db().execute(sql`update delivery_doubts set next_look_up_at = now() where next_look_up_at is not null`)

const refOf = ({ chainId, month }: TextsInDoubt, deliveryId: string) => clientRefOf({ chainId, month, deliveryId })

/** A provider that answers for the texts it is asked for, in their order. */
function knowing(send: TextsInDoubt, answers: (SendOutcome | null | undefined)[]) {
  const asked: string[] = []
  return {
    name: 'scripted',
    asked,
    async lookup(clientRefs: readonly string[]) {
      asked.push(...clientRefs)
      const known = new Map(send.ids.map((id, index) => [refOf(send, id), answers[index]]))
      return new Map(
        clientRefs.flatMap((ref) => (known.get(ref) === undefined ? [] : [[ref, known.get(ref) ?? null] as const])),
      )
    },
  }
}

const doubtsOf = ({ chainId }: TextsInDoubt) =>
  db().execute<{ decision: string | null; answer: string | null; lookUps: number; minutes: number | null }>(sql`
    select decision, look_up_answer as answer, look_ups as "lookUps", round(extract(epoch from next_look_up_at - now()) / 60)::int as minutes
    from delivery_doubts where chain_id = ${chainId} order by delivery_id`)

async function expectBooksToBalance({ chainId }: TextsInDoubt) {
  expect(await booksOf(chainId)).toEqual(await booksFromDeliveries(chainId, EUROS * 1_000_000))
}

describe('a provider that can be asked', () => {
  test('is asked a minute after the doubt began, not before', async () => {
    const { send } = await aChainInDoubt(1)
    const provider = knowing(send, [null])
    expect(await lookUpDoubts(provider)).toBe(0)
    await due()
    expect(await lookUpDoubts(provider)).toBe(1)
    expect(provider.asked).toEqual([refOf(send, send.ids[0] ?? '')])
  })

  test('settles what it took and what it refused; what it never had stays with a person', async () => {
    const { send } = await aChainInDoubt(4)
    await due()
    await lookUpDoubts(
      knowing(send, [
        { outcome: 'accepted', refs: ['p1', 'p2'] },
        { outcome: 'rejected', reason: 'bad_number', detail: '' },
        null,
        undefined,
      ]),
    )
    expect(await statusesOf(send)).toEqual({ accepted: 1, rejected: 1, unknown: 2 })
    expect((await doubtsOf(send)).map(({ decision, answer }) => [decision, answer])).toEqual([
      ['look_up', null],
      ['look_up', null],
      [null, 'never_had_it'],
      [null, 'cannot_say'],
    ])
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 2 * PRICE_MICRO, spentMicro: PRICE_MICRO })
    await expectBooksToBalance(send)
    await report({ ref: 'p1', status: 'delivered' })
    expect((await statusesOf(send)).delivered).toBeUndefined()
    await report({ ref: 'p2', status: 'delivered' })
    expect((await statusesOf(send)).delivered).toBe(1)
  })

  test('is asked ever more rarely, and after three days no more', async () => {
    const { send } = await aChainInDoubt(1)
    const waits: (number | null)[] = []
    for (let turn = 0; turn < 9; turn += 1) {
      await due()
      await lookUpDoubts(knowing(send, [null]))
      waits.push((await doubtsOf(send))[0]?.minutes ?? null)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 120, 120])
    await db().execute(
      sql`update delivery_doubts set since = now() - interval '73 hours' where chain_id = ${send.chainId}`,
    )
    await due()
    await lookUpDoubts(knowing(send, [null]))
    expect(await doubtsOf(send)).toMatchObject([{ minutes: null, lookUps: 10 }])
  })

  test('that fails or is silent has said nothing, and is asked again', async () => {
    const { send } = await aChainInDoubt(1)
    await due()
    const lookup = () => Promise.reject(new Error('HTTP 502'))
    expect(await lookUpDoubts({ name: 'scripted', lookup })).toBe(1)
    expect(await doubtsOf(send)).toMatchObject([{ decision: null, answer: 'cannot_say', minutes: 1 }])
    expect(await statusesOf(send)).toEqual({ unknown: 1 })
  })

  test('is asked for a text by one worker, however many ask at once', async () => {
    const { send } = await aChainInDoubt(300)
    await due()
    const provider = knowing(
      send,
      send.ids.map(() => ({ outcome: 'accepted', refs: [crypto.randomUUID()] })),
    )
    const counts = await Promise.all(Array.from({ length: 6 }, () => lookUpDoubts(provider, 50)))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(300)
    expect(new Set(provider.asked).size).toBe(300)
    expect(await statusesOf(send)).toEqual({ accepted: 300 })
    await expectBooksToBalance(send)
  })

  test('whose answer comes while a person decides changes nothing that was decided', async () => {
    const { ctx, send } = await aChainInDoubt(6)
    await due()
    const provider = knowing(
      send,
      send.ids.map(() => ({ outcome: 'accepted', refs: [crypto.randomUUID()] })),
    )
    const input = DecideInput.parse({ delivery: send.ids })
    await Promise.all([lookUpDoubts(provider), writeOffDeliveries(ctx, input).catch(() => null)])
    const { accepted = 0, written_off = 0, unknown = 0 } = await statusesOf(send)
    expect(accepted + written_off + unknown).toBe(6)
    await expectBooksToBalance(send)
  })

  test('is asked on for a text that was sent again: its money waits for the answer', async () => {
    const { ctx, send } = await aChainInDoubt(1)
    await resendDeliveries(ctx, DecideInput.parse({ delivery: send.ids }))
    await due()
    await lookUpDoubts(knowing(send, [{ outcome: 'accepted', refs: ['found'] }]))
    expect(await statusesOf(send)).toEqual({ accepted: 1, planned: 1 })
    expect(await doubtsOf(send)).toMatchObject([{ decision: 'resend', minutes: null }])
    await handOver()
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 0, spentMicro: 2 * PRICE_MICRO })
    await expectBooksToBalance(send)
  })

  test('can be asked at once', async () => {
    const { ctx, send } = await aChainInDoubt(1)
    expect(await lookUpNow(ctx, { delivery: send.ids })).toEqual({ asked: 1 })
    expect(await jobsFor('deliveries.look-up')).toHaveLength(1)
    expect(await lookUpDoubts(knowing(send, [null]))).toBe(1)
    await writeOffDeliveries(ctx, DecideInput.parse({ delivery: send.ids }))
    await expect(lookUpNow(ctx, { delivery: send.ids })).rejects.toMatchObject({ code: 'delivery_already_decided' })
  })
})

test('the sandbox tells of the texts it carried, and of no others', async () => {
  const { ctx, send } = await aChainInDoubt(2)
  const sandbox = createSandbox('sms')
  const [carried = '', other = ''] = send.ids
  const text = { to: '+37255512345', from: 'Hambaravi', text: 'Tere!', validUntil: new Date() }
  const sent = await sandbox.send({ ...text, clientRef: refOf(send, carried) })
  const answers = await sandbox.lookup?.([refOf(send, carried), refOf(send, other)])
  expect(answers?.get(refOf(send, carried))).toEqual(sent)
  expect(answers?.get(refOf(send, other))).toBeNull()

  // The number that asks for it is left without an answer once, then served.
  const doubtful = { ...text, to: '+37255550100', clientRef: refOf(send, other) }
  expect(await sandbox.send(doubtful)).toMatchObject({ outcome: 'unknown' })
  expect((await sandbox.lookup?.([refOf(send, other)]))?.get(refOf(send, other))).toMatchObject({ outcome: 'accepted' })
  expect(await sandbox.send(doubtful)).toMatchObject({ outcome: 'accepted' })
  expect(ctx.chainId).toBe(send.chainId)
})
