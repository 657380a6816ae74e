import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findApplication, listApplicationSteps, listApplications } from '#db/queries/applications.ts'
import { findAccount } from '#db/queries/billing.ts'
import { findChain } from '#db/queries/chains.ts'
import { listSenderNames } from '#db/queries/sender-names.ts'
import { approveApplication } from '#lib/activation/approve.ts'
import type { ApplicationForm } from '#lib/activation/inputs.ts'
import { SubmitApplicationInput } from '#lib/activation/inputs.ts'
import { refuseApplication } from '#lib/activation/refuse.ts'
import { saveDraft } from '#lib/activation/save-draft.ts'
import { submitApplication } from '#lib/activation/submit.ts'
import { topUp } from '#lib/billing/top-up.ts'
import { giveTrialMoney } from '#lib/chains/trial-money.ts'
import type { Ctx, OperatorCtx } from '#lib/runtime/context.ts'
import { asOperator, asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, aStaff, testDatabase } from '#tests/database.ts'

testDatabase()

const FORM: ApplicationForm = {
  legalName: 'Hammas ja Poeg OÜ',
  registryCode: '10421629',
  senderName: 'Hammas Poeg',
  contactName: 'Мария Иванова',
  contactEmail: 'maria@hammas.example',
  contactPhone: '+372 5123 4567',
  location: 'EE',
  monthlyTexts: '2 500',
}
const EURO = 1_000_000
let operator: OperatorCtx
let other: OperatorCtx

beforeAll(async () => {
  const people = await db().execute<{ id: string }>(sql`
    insert into staff (name, email, role) values ('Olivia', 'o@m.example', 'operator'), ('Peeter', 'p@m.example', 'operator') returning id`)
  const [first, second] = people.map(({ id }) => ({ staffId: id, now: new Date() }))
  operator = first as OperatorCtx
  other = second as OperatorCtx
})

const anApplicant = async (): Promise<Ctx> => ({
  ...(await aStaff(await aChain({ activatedAt: null }), 'chain_manager')),
  locale: 'ru',
})
const submit = (ctx: Ctx, change: Partial<ApplicationForm> = {}) =>
  submitApplication(ctx, SubmitApplicationInput.parse({ ...FORM, ...change }))
const applied = async () => {
  const ctx = await anApplicant()
  await submit(ctx)
  return ctx
}
const applicationOf = ({ chainId }: Ctx) => asOperator((tx) => findApplication(tx, chainId))
const lettersTo = async (address: string) => {
  const rows = await db().execute<{ kind: string; locale: string }>(sql`
    select kind, locale from letters where to_address = ${address} order by created_at, id`)
  return rows.map(({ kind, locale }) => `${kind} ${locale}`)
}
const isActivated = async (ctx: Ctx) => (await inChain(ctx, (tx) => findChain(tx, ctx.chainId)))?.activatedAt !== null

describe('an application', () => {
  test('is kept unfinished as it was typed, and by whoever writes last', async () => {
    const ctx = await anApplicant()
    await saveDraft(ctx, { ...FORM, registryCode: '104', senderName: 'õ', monthlyTexts: 'umbes tuhat' })
    await saveDraft(ctx, { ...FORM, registryCode: '1042' })
    expect(await applicationOf(ctx)).toMatchObject({
      status: 'draft',
      registryCode: '1042',
      contactName: FORM.contactName,
    })
    const listed = await asOperator((tx) => listApplications(tx, { limit: 100 }))
    expect(listed.map(({ chainId }) => chainId)).not.toContain(ctx.chainId)
  })

  test('goes from draft to review to correction to review to approval, each step audited and told in the applicant’s locale', async () => {
    const ctx = await anApplicant()
    const contactEmail = `steps-${ctx.chainId}@hammas.example`
    await submit(ctx, { contactEmail })
    await refuseApplication(operator, { chainId: ctx.chainId, as: 'returned', reason: 'Ärinimi ei klapi' })
    await saveDraft(ctx, { ...FORM, contactEmail, legalName: 'Hammas OÜ' })
    expect(await applicationOf(ctx)).toMatchObject({ status: 'returned', reason: 'Ärinimi ei klapi' })
    await submit(ctx, { contactEmail, legalName: 'Hammas OÜ' })
    expect(await isActivated(ctx)).toBe(false)
    await approveApplication(other, { chainId: ctx.chainId })

    expect(await isActivated(ctx)).toBe(true)
    const steps = await inChain(ctx, (tx) => listApplicationSteps(tx, ctx.chainId))
    expect(steps.map(({ step }) => step)).toEqual(['approved', 'submitted', 'returned', 'submitted'])
    const audit = await db().execute<{ action: string }>(sql`
      select action from audit_log where chain_id = ${ctx.chainId} order by id`)
    expect(audit.map(({ action }) => action)).toEqual([
      ...['application.submit', 'application.return', 'application.submit', 'application.approve'],
    ])
    expect(await lettersTo(contactEmail)).toEqual([
      ...['application-submitted ru', 'application-returned ru', 'application-submitted ru', 'application-approved ru'],
    ])
  })

  test('for another location than the licence’s is refused beside that field, which names the licence’s', async () => {
    const ctx = await anApplicant()
    const attempt = submit(ctx, { location: 'FI', registryCode: '0112038-9' })
    await expect(attempt).rejects.toMatchObject({
      ...{ code: 'location_not_licensed', field: 'location', params: { licenceLocation: 'EE' } },
    })
    expect(await applicationOf(ctx)).toBeNull()
  })

  test('clicked twice is sent in once', async () => {
    const ctx = await anApplicant()
    const clicks = await Promise.allSettled([submit(ctx), submit(ctx), submit(ctx)])
    expect(clicks.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(clicks.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'application_not_open' },
    })
    expect(await inChain(ctx, (tx) => listApplicationSteps(tx, ctx.chainId))).toHaveLength(1)
  })

  test('in review is not written in any more, and cannot be approved by its own chain', async () => {
    const ctx = await applied()
    await expect(saveDraft(ctx, FORM)).rejects.toMatchObject({ code: 'application_not_open' })
    const own = inChain(ctx, (tx) =>
      tx.execute(sql`update applications set status = 'approved' where chain_id = ${ctx.chainId}`),
    )
    await expect(own.then((rows) => rows.count)).resolves.toBe(0)
    expect(await applicationOf(ctx)).toMatchObject({ status: 'in_review' })
  })

  test('is another chain’s secret', async () => {
    const [mine, theirs] = [await applied(), await anApplicant()]
    expect(await inChain(theirs, (tx) => findApplication(tx, mine.chainId))).toBeNull()
  })
})

describe('a decision', () => {
  test.each([
    ['two approvals', 'approved', 'approved'],
    ['a yes and a no', 'approved', 'rejected'],
    ['a no and a return', 'rejected', 'returned'],
  ] as const)('%s at once: one holds, the other operator is told', async (_why, one, two) => {
    const { chainId } = await applied()
    const decide = (ctx: OperatorCtx, to: 'approved' | 'rejected' | 'returned') =>
      to === 'approved'
        ? approveApplication(ctx, { chainId })
        : refuseApplication(ctx, { chainId, as: to, reason: 'Põhjus' })
    const results = await Promise.allSettled([decide(operator, one), decide(other, two)])
    const refused = results.filter((result) => result.status === 'rejected')
    // A rejected one may be given back, so the last pair may also follow each other.
    expect(refused.length).toBeLessThanOrEqual(1)
    if (one === 'approved') expect(refused).toHaveLength(1)
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'application_decided' })
    const steps = await asOperator((tx) => listApplicationSteps(tx, chainId))
    expect(steps).toHaveLength(1 + results.length - refused.length)
  })

  test('about what is not in review is refused', async () => {
    const ctx = await anApplicant()
    await saveDraft(ctx, FORM)
    await expect(approveApplication(operator, { chainId: ctx.chainId })).rejects.toMatchObject({
      code: 'application_decided',
    })
    expect(await isActivated(ctx)).toBe(false)
  })

  test('waits when the licence was moved meanwhile', async () => {
    const { chainId } = await applied()
    await db().execute(sql`update chains set location = 'LV' where id = ${chainId}`)
    await expect(approveApplication(operator, { chainId })).rejects.toMatchObject({ code: 'location_not_licensed' })
    expect(await asOperator((tx) => findApplication(tx, chainId))).toMatchObject({ status: 'in_review' })
  })

  test('of yes puts the name in force at home; where a register is kept it waits for it', async () => {
    const ctx = await applied()
    await approveApplication(operator, { chainId: ctx.chainId })
    const names = await inChain(ctx, (tx) => listSenderNames(tx, ctx.chainId))
    expect(names.map(({ country, name, status }) => `${country} ${name} ${status}`)).toEqual([
      'EE Hammas Poeg registered',
      ...['FI', 'RU', 'UA'].map((country) => `${country} Hammas Poeg requested`),
    ])
    expect((await inChain(ctx, (tx) => findChain(tx, ctx.chainId)))?.senderName).toBe('Hammas Poeg')
  })
})

describe('trial money', () => {
  test.each([
    ['nothing was tried and nothing paid', 0, 0, 0],
    ['something was tried', 40, 0, 0],
    ['something was tried, and money was paid in', 40, 30, 30],
    ['more was tried than there was trial money', 120, 50, 50],
  ])('ends with the approval: %s', async (_why, triedEuros, paidEuros, freeEuros) => {
    const ctx = await applied()
    await giveTrialMoney(ctx.chainId)
    await giveTrialMoney(ctx.chainId)
    if (paidEuros > 0) await topUp(ctx, { amountMicro: paidEuros * EURO, factKey: 'paid' })
    if (triedEuros > 0) await hold(ctx, triedEuros * EURO)
    await approveApplication(operator, { chainId: ctx.chainId })
    const account = await asWorker((tx) => findAccount(tx, ctx.chainId))
    expect(account).toMatchObject({ availableMicro: freeEuros * EURO, owedMicro: 0 })
  })
})

/** As a trial that stands on the balance. */
async function hold(ctx: Ctx, micro: number): Promise<void> {
  await db().execute(sql`
    update accounts set available_micro = available_micro - ${micro}::bigint, held_micro = held_micro + ${micro}::bigint where chain_id = ${ctx.chainId}`)
}
