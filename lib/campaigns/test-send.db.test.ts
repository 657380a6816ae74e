import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { optOuts } from '#db/schema/patients.ts'
import { TEST_SENDS_PER_HOUR } from '#lib/campaigns/inputs.ts'
import { testSend } from '#lib/campaigns/test-send.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aDraft } from '#tests/campaigns.ts'
import { aChain, aClinic, aStaff, testDatabase } from '#tests/database.ts'

testDatabase()

const PHONE = '+37253098418'

async function anAuthor({ phone = PHONE as string | null, euros = 1 } = {}): Promise<Ctx> {
  const ctx = await aChain({ euros })
  await aClinic(ctx)
  const author = await aStaff(ctx, 'receptionist')
  await db().$client`update staff set phone = ${phone} where id = ${author.staffId}`
  return author
}

const textsOf = (ctx: Ctx) => db().$client`
  select d.kind, d.address, d.country, d.status, d.segments, d.price_micro, d.params, b.status as batch_status, b.size, b.hold_id is not null as held
  from deliveries d join batches b on b.first_id = d.id where d.chain_id = ${ctx.chainId}`

test('a test goes to the author’s own number, priced, held and ready to be handed over', async () => {
  const ctx = await anAuthor()
  const { campaignId } = await aDraft(ctx, { purpose: 'notice', body: 'Tere, {first_name}! Õhtu.' })
  expect(await testSend(ctx, { campaignId, language: 'et', sendKey: randomUUID() })).toEqual({
    address: PHONE,
    segments: 1,
    costMicro: 45_000,
  })
  expect(await textsOf(ctx)).toMatchObject([
    {
      ...{
        kind: 'test',
        address: PHONE,
        country: 'EE',
        status: 'planned',
        segments: 1,
        price_micro: 45_000,
        params: ['Mari'],
      },
      ...{ batch_status: 'ready', size: 1, held: true },
    },
  ])
  expect(await inChain(ctx, (tx) => findAccount(tx, ctx.chainId))).toMatchObject({ heldMicro: 45_000 })
})

test('an offer’s test carries a link that works, the same each time', async () => {
  const ctx = await anAuthor()
  const { campaignId } = await aDraft(ctx)
  await testSend(ctx, { campaignId, language: 'et', sendKey: randomUUID() })
  await testSend(ctx, { campaignId, language: 'et', sendKey: randomUUID() })
  const [first, second] = await textsOf(ctx)
  expect(first?.params).toEqual(['Mari', expect.stringMatching(/^[A-Za-z0-9]{12}$/)])
  expect(second?.params).toEqual(first?.params)
})

test.each([
  ['without a mobile number', { phone: null }, 'et', {}, 'test_send_no_number'],
  ['to a landline', { phone: '+3726001234' }, 'et', {}, 'test_send_no_number'],
  ['to a country without a price', { phone: '+12025550123' }, 'et', {}, 'test_send_no_price'],
  ['of a language without a text', {}, 'ru', {}, 'campaign_blank'],
  ['with a placeholder that does not exist', {}, 'et', { body: 'Tere, {nimi}!' }, 'placeholder_unknown'],
  ['of seven parts', {}, 'et', { body: 'õ'.repeat(403) }, 'text_too_many_segments'],
  ['without money', { euros: 0 }, 'et', {}, 'insufficient_balance'],
])('a test %s is refused, and nothing is written', async (_what, author, language, draft, code) => {
  const ctx = await anAuthor(author)
  const { campaignId } = await aDraft(ctx, { purpose: 'notice', ...draft })
  await expect(testSend(ctx, { campaignId, language, sendKey: randomUUID() })).rejects.toMatchObject({ code })
  expect(await textsOf(ctx)).toEqual([])
})

test('an author who refuses offers gets none, as anybody', async () => {
  const ctx = await anAuthor()
  await db()
    .insert(optOuts)
    .values({ chainId: ctx.chainId, channel: 'sms', address: PHONE, purpose: 'marketing', source: 'link' })
  const offer = await aDraft(ctx)
  const notice = await aDraft(ctx, { purpose: 'notice' })
  await expect(testSend(ctx, { ...offer, language: 'et', sendKey: randomUUID() })).rejects.toMatchObject({
    code: 'test_send_opted_out',
  })
  await expect(testSend(ctx, { ...notice, language: 'et', sendKey: randomUUID() })).resolves.toMatchObject({
    segments: 1,
  })
})

test('one press of the button is one test, however often it arrives', async () => {
  const ctx = await anAuthor()
  const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
  const press = { campaignId, language: 'et', sendKey: randomUUID() }
  const answers = await Promise.all([testSend(ctx, press), testSend(ctx, press), testSend(ctx, press)])
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await textsOf(ctx)).toHaveLength(1)
  expect(await inChain(ctx, (tx) => findAccount(tx, ctx.chainId))).toMatchObject({ heldMicro: 45_000 })
})

test('ten tests an hour are enough for one author; a colleague has ten of their own', async () => {
  const ctx = await anAuthor({ euros: 10 })
  const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
  const test = (author: Ctx) => testSend(author, { campaignId, language: 'et', sendKey: randomUUID() })
  for (let n = 0; n < TEST_SENDS_PER_HOUR; n += 1) await test(ctx)
  await expect(test(ctx)).rejects.toMatchObject({ code: 'test_send_limit', params: { max: TEST_SENDS_PER_HOUR } })
  expect(await textsOf(ctx)).toHaveLength(TEST_SENDS_PER_HOUR)

  const colleague = await aStaff(ctx, 'chain_manager')
  await db().$client`update staff set phone = ${PHONE} where id = ${colleague.staffId}`
  await expect(test(colleague)).resolves.toMatchObject({ segments: 1 })

  // An hour later; the log itself can be aged by nobody but the owner of the server.
  await db().$client.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`
      update audit_log set id = uuidv7(interval '-61 minutes'), at = at - interval '61 minutes'
      where chain_id = ${ctx.chainId} and staff_id = ${ctx.staffId} and action = 'campaign.test_send'`
  })
  await expect(test(ctx)).resolves.toMatchObject({ segments: 1 })
})
