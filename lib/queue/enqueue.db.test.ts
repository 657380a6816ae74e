import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'

import { enqueue } from '#lib/queue/enqueue.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, jobsFor, testDatabase } from '#tests/database.ts'

testDatabase()

test('a job goes in with the transaction of the portal that asked for it', async () => {
  const { chainId } = await aChain()
  const campaignId = randomUUID()
  await inChain(chainCtx(chainId), (tx) => enqueue(tx, 'campaign.materialise', { chainId, campaignId }))
  expect(await jobsFor('campaign.materialise')).toEqual([{ chainId, campaignId }])
})

test('there is no job when that transaction fails', async () => {
  const { chainId } = await aChain()
  const startAfter = new Date('2099-01-01T00:00:00Z')
  const attempt = inChain(chainCtx(chainId), async (tx) => {
    await enqueue(tx, 'campaign.start', { chainId, campaignId: randomUUID() }, { startAfter })
    throw new Error('the database went away')
  })
  await expect(attempt).rejects.toThrow('the database went away')
  expect(await jobsFor('campaign.start')).toEqual([])
})

test('the same id twice is one job', async () => {
  const { chainId } = await aChain()
  const campaignId = randomUUID()
  const send = () =>
    inChain(chainCtx(chainId), (tx) => enqueue(tx, 'campaign.start', { chainId, campaignId }, { id: campaignId }))
  await send()
  await send()
  expect(await jobsFor('campaign.start')).toHaveLength(1)
})

test('a worker that is already called to the SMS is not called twice, one for the e-mail is', async () => {
  const { chainId } = await aChain()
  await inChain(chainCtx(chainId), async (tx) => {
    await enqueue(tx, 'batches.hand-over', { channel: 'sms' })
    await enqueue(tx, 'batches.hand-over', { channel: 'sms' })
    await enqueue(tx, 'batches.hand-over', { channel: 'email' })
  })
  const channels = (await jobsFor('batches.hand-over')).map(({ channel }) => channel)
  expect(channels.toSorted()).toEqual(['email', 'sms'])
})

test('a payload that does not fit its queue is a bug, and adds nothing', async () => {
  const { chainId } = await aChain()
  const attempt = inChain(chainCtx(chainId), (tx) =>
    enqueue(tx, 'campaign.start', { chainId, campaignId: 'the spring one' }),
  )
  await expect(attempt).rejects.toThrow('campaignId')
})
