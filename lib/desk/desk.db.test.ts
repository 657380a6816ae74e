import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { countChainTexts, findDeskChain, listDeskChains } from '#db/queries/chain-desk.ts'
import { listFailedJobs, listQueues } from '#db/queries/jobs.ts'
import { listAccountSettings } from '#db/queries/provider-accounts.ts'
import { listServiceLog } from '#db/queries/service-log.ts'
import { findTextLimits } from '#db/queries/templates.ts'
import { changeLocation } from '#lib/desk/change-location.ts'
import { changeProvider } from '#lib/desk/change-provider.ts'
import { ChangeProviderInput, LimitChainInput, OpenChainInput, SetTextLimitInput } from '#lib/desk/inputs.ts'
import { limitChain } from '#lib/desk/limit-chain.ts'
import { openChain } from '#lib/desk/open-chain.ts'
import { pauseChain } from '#lib/desk/pause-chain.ts'
import { resumeChain } from '#lib/desk/resume-chain.ts'
import { retryJob } from '#lib/desk/retry-job.ts'
import { setTextLimit } from '#lib/desk/set-text-limit.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { asOperator, asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { plannedTexts } from '#tests/planned-texts.ts'

testDatabase()

let operator: OperatorCtx

beforeAll(async () => {
  const [person] = await db().execute<{ id: string }>(sql`
    insert into staff (name, email, role) values ('Olivia', 'o@m.example', 'operator') returning id`)
  operator = { staffId: person?.id ?? '', now: new Date() }
})

const deskChain = (chainId: string) => asOperator((tx) => findDeskChain(tx, chainId))
const actionsIn = async (chainId: string) => {
  const rows = await db().execute<{ action: string }>(
    sql`select action from audit_log where chain_id = ${chainId} order by id`,
  )
  return rows.map(({ action }) => action)
}

describe('a chain', () => {
  const INPUT = { location: 'EE', managerName: 'Mari Maasikas', managerEmail: 'mari@uus.example', locale: 'et' }
  const open = (name: string) => openChain(operator, OpenChainInput.parse({ ...INPUT, name }))

  test('is opened with a trial balance, not activated, and its first manager is invited', async () => {
    const { chainId } = await open('Uus  Hambaravi')
    expect(await deskChain(chainId)).toMatchObject({
      ...{
        name: 'Uus Hambaravi',
        senderName: 'Uus Hambara',
        location: 'EE',
        activatedAt: null,
        availableMicro: 100_000_000,
      },
    })
    const [invited] = await db().execute(sql`select email, role, locale from invitations where chain_id = ${chainId}`)
    expect(invited).toEqual({ email: 'mari@uus.example', role: 'chain_manager', locale: 'et' })
    expect(await actionsIn(chainId)).toEqual(['billing.top_up', 'chain.open', 'staff.invite'])
  })

  test('of a name that is taken is refused beside the name, and nothing is given to the other one', async () => {
    const { chainId } = await open('Ainus Hambaravi')
    await expect(open('Ainus Hambaravi')).rejects.toMatchObject({ code: 'chain_name_taken', field: 'name' })
    expect(await asWorker((tx) => findAccount(tx, chainId))).toMatchObject({ toppedUpMicro: 100_000_000 })
  })

  test('is paused and resumed once, whoever clicks, with the reason in its audit log', async () => {
    const { chainId } = await aChain()
    const pauses = await Promise.allSettled([
      pauseChain(operator, { chainId, reason: 'Kahtlane kiri' }),
      pauseChain(operator, { chainId, reason: 'Arve tasumata' }),
    ])
    expect(pauses.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await resumeChain(operator, { chainId })
    await expect(resumeChain(operator, { chainId })).rejects.toMatchObject({ code: 'chain_pause_unchanged' })
    expect(await actionsIn(chainId)).toEqual(['chain.pause', 'chain.resume'])
    expect(await deskChain(chainId)).toMatchObject({ pausedAt: null, pauseReason: null })
  })

  test('keeps its limits until they are taken away', async () => {
    const { chainId } = await aChain()
    await limitChain(operator, LimitChainInput.parse({ chainId, textsPerHour: '', textsPerDay: '2 000' }))
    expect(await deskChain(chainId)).toMatchObject({ textsPerHour: null, textsPerDay: 2000 })
    await limitChain(operator, LimitChainInput.parse({ chainId, textsPerHour: '', textsPerDay: '' }))
    expect(await deskChain(chainId)).toMatchObject({ textsPerHour: null, textsPerDay: null })
    expect(LimitChainInput.safeParse({ chainId, textsPerHour: '499', textsPerDay: '' }).success).toBe(false)
  })

  test('has the location that its licence was bought for; the same again is no change', async () => {
    const { chainId } = await aChain()
    await changeLocation(operator, { chainId, location: 'FI' })
    await changeLocation(operator, { chainId, location: 'FI' })
    expect(await deskChain(chainId)).toMatchObject({ location: 'FI' })
    expect(await actionsIn(chainId)).toEqual(['chain.change_location'])
  })

  test('is known to the operator by counts and money, and by nothing of a patient', async () => {
    const { chainId } = await plannedTexts(await aChain({ euros: 10 }), { texts: 3 })
    expect(await asOperator((tx) => countChainTexts(tx, chainId, 30))).toMatchObject([{ status: 'planned', texts: 3 }])
    const found = await asOperator((tx) => listDeskChains(tx, { state: 'active', limit: 100 }))
    expect(found.map(({ id }) => id)).toContain(chainId)
    for (const table of ['patients', 'deliveries', 'wordings', 'replies']) {
      const reading = asOperator((tx) => tx.execute(sql`select * from ${sql.identifier(table)}`))
      await expect(reading, table).rejects.toMatchObject({ cause: { code: '42501' } })
    }
  })
})

test('a limit of a location is what templates there are held to', async () => {
  const ctx = await aChain({ location: 'LV' })
  await setTextLimit(operator, SetTextLimitInput.parse({ location: 'lv', maxCharacters: '160' }))
  await setTextLimit(operator, SetTextLimitInput.parse({ location: 'LV', maxCharacters: '150' }))
  expect(await inChain(ctx, (tx) => findTextLimits(tx, ctx.chainId))).toMatchObject({ maxCharacters: 150 })
  const lines = await db().execute(
    sql`select before, after from service_log where action = 'text_limit.set' order by id`,
  )
  expect(lines).toMatchObject([
    { before: { maxCharacters: null }, after: { maxCharacters: 160 } },
    { before: { maxCharacters: 160 }, after: { maxCharacters: 150 } },
  ])
})

describe('an account with a provider', () => {
  const change = (values: Record<string, string>) =>
    changeProvider(operator, ChangeProviderInput.parse({ place: '1', ratePerSecond: '', enabled: 'on', ...values }))
  const settings = () => asOperator(listAccountSettings)
  const acts = async () =>
    (await asOperator((tx) => listServiceLog(tx, { kind: 'provider', zone: 'Europe/Tallinn' }))).map(
      ({ entityId }) => entityId,
    )

  beforeAll(async () => {
    await db().execute(sql`
      insert into provider_accounts (name, channel, kind, transport, position, share)
      values ('esimene', 'sms', 'smpp', 'sealed', 1, 100), ('teine', 'sms', 'smpp', 'sealed', 2, 0), ('post', 'email', 'smtp', 'sealed', 1, 100)`)
  })

  test('goes first, is slowed down and switched off from the desk, each with its line in the log', async () => {
    await change({ name: 'teine', place: '1' })
    await change({ name: 'esimene', place: '2', ratePerSecond: '12,5' })
    await change({ name: 'esimene', place: '2', ratePerSecond: '12,5', enabled: '' })
    expect(await settings()).toMatchObject([
      { name: 'teine', ratePerSecond: null, enabled: true },
      { name: 'esimene', ratePerSecond: 12.5, enabled: false },
      { name: 'post' },
    ])
    expect(await acts()).toEqual(['esimene', 'esimene', 'teine'])
  })

  test('saved as it is changes nothing, moves no traffic and leaves no line', async () => {
    await db().execute(sql`update provider_accounts set share = 40 where name = 'teine'`)
    const before = await acts()
    await change({ name: 'teine', place: '1' })
    expect(await acts()).toEqual(before)
    expect(await db().execute(sql`select share from provider_accounts where name = 'teine'`)).toEqual([{ share: 40 }])
  })

  test('that is not there, and a rate that is none, are refused', async () => {
    await expect(change({ name: 'kolmas' })).rejects.toMatchObject({ code: 'not_found' })
    for (const ratePerSecond of ['0', '-1', 'palju', '1e9']) {
      expect(ChangeProviderInput.safeParse({ name: 'post', place: '1', ratePerSecond }).success, ratePerSecond).toBe(
        false,
      )
    }
  })

  test('shows the operator no address', async () => {
    const reading = asOperator((tx) => tx.execute(sql`select transport from provider_accounts`))
    await expect(reading).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})

describe('a failed job', () => {
  const aFailedJob = async (queue: string) => {
    const id = randomUUID()
    await db().execute(sql`
      insert into pgboss.job (id, name, data, state, completed_on, output, policy)
      select ${id}, name, '{}', 'failed', now(), '{"message": "the database went away"}', policy from pgboss.queue where name = ${queue}`)
    return id
  }

  test('is listed with what it said, runs again by a button, and once only', async () => {
    const jobId = await aFailedJob('campaign.materialise')
    const failed = await asOperator((tx) => listFailedJobs(tx, { limit: 10 }))
    expect(failed).toMatchObject([{ id: jobId, queue: 'campaign.materialise', said: 'the database went away' }])
    const clicks = await Promise.allSettled(
      [1, 2].map(() => retryJob(operator, { queue: 'campaign.materialise', jobId })),
    )
    expect(clicks.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const queues = await asOperator(listQueues)
    expect(queues.find(({ name }) => name === 'campaign.materialise')).toMatchObject({ waiting: 1, failed: 0 })
    const [line] = await db().execute(sql`select entity_id from service_log where action = 'job.retry'`)
    expect(line).toEqual({ entity_id: jobId })
  })

  test('of a queue where the same waits already is left to that', async () => {
    const jobId = await aFailedJob('planner.tick')
    await db().execute(sql`insert into pgboss.job (name, data, policy) values ('planner.tick', '{}', 'stately')`)
    await expect(retryJob(operator, { queue: 'planner.tick', jobId })).rejects.toMatchObject({ code: 'job_not_failed' })
  })
})
