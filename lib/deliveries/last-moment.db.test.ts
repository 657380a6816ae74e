import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import type { PlannedTexts, PlannedTextsOptions } from '#tests/planned-texts.ts'
import { booksFromDeliveries, booksOf, plannedTexts } from '#tests/planned-texts.ts'
import { scriptedProvider } from '#tests/scripted-provider.ts'

// What has become true of a patient between Send and the moment the text would leave. Of two patients the first has changed.

testDatabase()

const EUROS = 100

async function sendAfter(change: (send: PlannedTexts) => SQL | undefined, options: Partial<PlannedTextsOptions> = {}) {
  const ctx = await aChain({ euros: EUROS })
  const send = await plannedTexts(ctx, { texts: 2, ...options })
  const statement = change(send)
  if (statement) await db().execute(statement)
  const provider = scriptedProvider()
  await handOverBatches({ line: smsLine(provider), windowSize: 10, stopping: new AbortController().signal })
  const deliveries = await db().execute<{ status: string; reason: string | null; address: string }>(sql`
    select status, reason, address from deliveries where campaign_id = ${send.campaignId} order by id`)
  expect(await booksOf(ctx.chainId)).toEqual(await booksFromDeliveries(ctx.chainId, EUROS * 1_000_000))
  return { deliveries, sentTo: provider.sent.map(({ to }) => to) }
}

const firstPatient = ({ campaignId }: PlannedTexts) =>
  sql`(select patient_id from deliveries where campaign_id = ${campaignId} order by id limit 1)`
const firstAddress = ({ campaignId }: PlannedTexts) =>
  sql`(select address from deliveries where campaign_id = ${campaignId} order by id limit 1)`
const firstDelivery = ({ campaignId }: PlannedTexts) =>
  sql`(select id from deliveries where campaign_id = ${campaignId} order by id limit 1)`

const change = (columns: SQL) => (send: PlannedTexts) =>
  sql`update patients set ${columns} where id = ${firstPatient(send)}`

const optOut = (purpose: string) => (send: PlannedTexts) =>
  sql`insert into opt_outs (chain_id, channel, address, purpose, source) values (${send.chainId}, 'sms', ${firstAddress(send)}, ${purpose}, 'link')`

const withdrawConsent = (send: PlannedTexts) =>
  sql`update consents set withdrawn_at = now() where patient_id = ${firstPatient(send)}`

describe('a text stays here, and its price comes back', () => {
  test.each<[string, string, (send: PlannedTexts) => SQL, Partial<PlannedTextsOptions>]>([
    ['when the patient has died', 'deceased', change(sql`deceased = true`), {}],
    ['when the patient has no number any more', 'number_changed', change(sql`phone = null, phone_kind = 'none'`), {}],
    [
      'when the new number is a landline',
      'number_changed',
      change(sql`phone = '+3726001234', phone_kind = 'landline'`),
      {},
    ],
    [
      'when the new number is of another country, which has another price',
      'number_changed',
      change(sql`phone = '+358401234567', phone_country = 'FI'`),
      {},
    ],
    [
      'when it is an offer, whose link would refuse for the number of before',
      'number_changed',
      change(sql`phone = '+37255999997'`),
      { purpose: 'offer' },
    ],
    ['when the channel was closed, even to a notice', 'opted_out', optOut('all'), {}],
    ['when service texts were refused', 'opted_out', optOut('service'), {}],
    ['when offers were refused', 'opted_out', optOut('marketing'), { purpose: 'offer' }],
    ['when the consent to offers was withdrawn', 'no_consent', withdrawConsent, { purpose: 'offer' }],
    [
      'when the new number gets this text anyway',
      'same_number',
      (send) => sql`
      update patients set phone = (select address from deliveries where campaign_id = ${send.campaignId} order by id desc limit 1) where id = ${firstPatient(send)}`,
      {},
    ],
    [
      'when the text is longer than was paid for',
      'longer_than_priced',
      (send) => sql`update deliveries set params = array[${'õ'.repeat(60)}] where id = ${firstDelivery(send)}`,
      {},
    ],
  ])('%s', async (_why, reason, statement, options) => {
    const { deliveries, sentTo } = await sendAfter(statement, options)
    expect(deliveries).toMatchObject([{ status: 'suppressed', reason }, { status: 'accepted' }])
    expect(sentTo).toEqual([deliveries[1]?.address])
  })

  test('when somebody else of the same window has come to share the new number with the patient', async () => {
    const { deliveries, sentTo } = await sendAfter(
      ({ chainId }) => sql`update patients set phone = '+37255999998' where chain_id = ${chainId}`,
    )
    expect(deliveries).toMatchObject([{ status: 'accepted' }, { status: 'suppressed', reason: 'same_number' }])
    expect(sentTo).toEqual(['+37255999998'])
  })

  test('when it would come too late', async () => {
    const { deliveries, sentTo } = await sendAfter(() => undefined, { validForSeconds: -1 })
    expect(deliveries).toMatchObject([{ status: 'expired_unsent' }, { status: 'expired_unsent' }])
    expect(sentTo).toEqual([])
  })
})

describe('a text goes out', () => {
  test.each<[string, (send: PlannedTexts) => SQL, Partial<PlannedTextsOptions>]>([
    ['as a notice, when only offers were refused', optOut('marketing'), {}],
    ['as an offer, when only service texts were refused', optOut('service'), { purpose: 'offer' }],
    ['as a notice, without a consent to offers', withdrawConsent, {}],
    [
      'when a refusal was taken back',
      (send) => sql`
      insert into opt_outs (chain_id, channel, address, purpose, source, withdrawn_at, withdrawn_source)
      values (${send.chainId}, 'sms', ${firstAddress(send)}, 'all', 'link', now(), 'staff')`,
      {},
    ],
    [
      'when another channel was refused',
      (send) => sql`
      insert into opt_outs (chain_id, channel, address, purpose, source) values (${send.chainId}, 'email', ${firstAddress(send)}, 'all', 'link')`,
      {},
    ],
    [
      'when another chain was refused',
      (send) => sql`
      insert into opt_outs (chain_id, channel, address, purpose, source)
      select id, 'sms', ${firstAddress(send)}, 'all', 'link' from chains where id <> ${send.chainId} limit 1`,
      {},
    ],
  ])('%s', async (_why, statement, options) => {
    const { deliveries } = await sendAfter(statement, options)
    expect(deliveries).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }])
  })

  test('to the number that the patient has now', async () => {
    const { deliveries, sentTo } = await sendAfter(change(sql`phone = '+37255999999'`))
    expect(sentTo[0]).toBe('+37255999999')
    expect(deliveries[0]).toMatchObject({ status: 'accepted', address: '+37255999999' })
  })
})
