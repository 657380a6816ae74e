import { describe, expect, test, vi } from 'vitest'

import { db, sql } from '#db/client.ts'
import { findAuditSealState } from '#db/queries/audit-seals.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { sealAuditLog } from '#lib/audit/seal.ts'
import { verifyAuditLog } from '#lib/audit/verify.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { log, onlyAllowed } from '#lib/runtime/log.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, aStaff, testDatabase } from '#tests/database.ts'

testDatabase()

async function aLog(rows = 3): Promise<Ctx> {
  const ctx = await aStaff(await aChain(), 'chain_manager')
  for (let n = 1; n <= rows; n += 1) await write(ctx, n)
  return ctx
}

function write(ctx: Ctx, n: number) {
  return inChain(ctx, (tx) => recordAudit(tx, ctx, { action: 'test.act', before: { n }, after: { n: n + 1 } }))
}

/** What the owner of the database can do and no role of ours. */
async function tamper(statement: ReturnType<typeof sql>) {
  await db().transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(statement)
  })
}

describe('who wrote what, from where', () => {
  test('a line holds the person, the address and the device; the moment is the database’s own', async () => {
    const ctx = await aLog(0)
    const origin = { address: '192.0.2.7', device: 'Mozilla/5.0 (test)' }
    await write({ ...ctx, origin }, 1)
    const [row] = await db().execute(sql`select * from audit_log where chain_id = ${ctx.chainId}`)
    expect(row).toMatchObject({ staff_id: ctx.staffId, address: '192.0.2.7', device: 'Mozilla/5.0 (test)' })

    await inChain(ctx, (tx) =>
      tx.execute(
        sql`insert into audit_log (chain_id, at, action) values (${ctx.chainId}, '2001-01-01', 'test.backdated')`,
      ),
    )
    const [backdated] = await db().execute<{ years: number }>(sql`
      select extract(year from now() - at)::int as years from audit_log where chain_id = ${ctx.chainId} and action = 'test.backdated'`)
    expect(backdated?.years).toBe(0)
  })

  test.each([
    ['changed', sql`update audit_log set action = 'x'`],
    ['deleted', sql`delete from audit_log`],
    ['emptied', sql`truncate audit_log`],
    ['its seals changed', sql`update audit_seals set number = 1`],
    ['its seals emptied', sql`truncate audit_seals`],
  ])('nobody may see it %s: no role of ours, and not the owner', async (_what, statement) => {
    const ctx = await aLog(1)
    await sealAuditLog()
    const refused = { cause: { code: '42501' } }
    await expect(inChain(ctx, (tx) => tx.execute(statement))).rejects.toMatchObject(refused)
    await expect(asWorker((tx) => tx.execute(statement))).rejects.toMatchObject(refused)
    await expect(db().execute(statement)).rejects.toMatchObject(refused)
  })
})

describe('the seals', () => {
  test('each minute’s rows are sealed, and fit', async () => {
    const ctx = await aLog()
    await sealAuditLog()
    await write(ctx, 4)
    expect(await inChain(ctx, (tx) => findAuditSealState(tx, ctx.chainId))).toMatchObject({
      waiting: 1,
      lastCheck: null,
    })
    await sealAuditLog()
    expect(await verifyAuditLog(ctx)).toMatchObject({ through: 2, rows: 4, faults: [] })
    const { waiting, lastCheck } = await inChain(ctx, (tx) => findAuditSealState(tx, ctx.chainId))
    expect({ waiting, ...lastCheck }).toMatchObject({
      waiting: 0,
      through: 2,
      sealedUntil: expect.any(Date),
      faults: [],
    })
  })

  test('each is a line of the log, where it can be kept out of reach of who rules the database', async () => {
    const ctx = await aLog()
    const written = vi.spyOn(log, 'info')
    await sealAuditLog()
    const [line] = written.mock.calls.filter(([, fields]) => fields?.chainId === ctx.chainId)
    written.mockRestore()
    const [kept] = await db().execute<{ seal: string }>(
      sql`select encode(seal, 'hex') as seal from audit_seals where chain_id = ${ctx.chainId} and number = 1`,
    )
    expect(line).toEqual(['audit log sealed', { chainId: ctx.chainId, count: 1, seal: kept?.seal }])
    expect(onlyAllowed(line?.[1])).toEqual(line?.[1])
  })

  test('what was begun before a seal and commits after it gets the next one', async () => {
    const ctx = await aLog(1)
    let commit = () => {}
    const waiting = new Promise<void>((resolve) => {
      commit = resolve
    })
    let written = () => {}
    const isWritten = new Promise<void>((resolve) => {
      written = resolve
    })
    const late = inChain(ctx, async (tx) => {
      await recordAudit(tx, ctx, { action: 'test.late' })
      written()
      await waiting
    })
    await isWritten
    await write(ctx, 2)
    await sealAuditLog()
    expect(await verifyAuditLog(ctx)).toMatchObject({ through: 1, rows: 2, faults: [] })
    commit()
    await late
    await sealAuditLog()
    expect(await verifyAuditLog(ctx)).toMatchObject({ through: 2, rows: 3, faults: [] })
  })

  test('two workers at once seal each row once', async () => {
    const ctx = await aLog(5)
    await Promise.allSettled([sealAuditLog(), sealAuditLog(), sealAuditLog()])
    await sealAuditLog()
    expect(await verifyAuditLog(ctx)).toMatchObject({ rows: 5, faults: [] })
  })

  test.each([
    ['an altered row', 'row_altered', (id: string) => sql`update audit_log set after = '{"n": 99}' where id = ${id}`],
    [
      'another person put in',
      'row_altered',
      (id: string) => sql`update audit_log set staff_id = uuid_v7() where id = ${id}`,
    ],
    [
      'another moment',
      'row_altered',
      (id: string) => sql`update audit_log set at = at + interval '1 microsecond' where id = ${id}`,
    ],
    ['a removed row', 'row_removed', (id: string) => sql`delete from audit_log where id = ${id}`],
    [
      'a row slipped in',
      'row_inserted',
      (id: string) =>
        sql`insert into audit_log (chain_id, action) select chain_id, 'test.forged' from audit_log where id = ${id}`,
    ],
    [
      'a row altered together with its hash',
      'seal_altered',
      (id: string) => sql`
        with altered as (update audit_log set after = '{"n": 99}' where id = ${id} returning *)
        update audit_seals s set row_hashes = (
          select array_agg(case when r.id = ${id}::uuid then (select audit_row_hash(a) from altered a) else r.hash end order by r.place)
          from unnest(s.row_ids, s.row_hashes) with ordinality as r (id, hash, place))
        where ${id}::uuid = any (row_ids)`,
    ],
    [
      'a seal taken out with its rows',
      'seal_removed',
      (id: string) => sql`
        with gone as (delete from audit_seals where ${id}::uuid = any (row_ids) returning chain_id, row_ids)
        delete from audit_log a using gone where a.chain_id = gone.chain_id and a.id = any (gone.row_ids)`,
    ],
  ])('find %s', async (_what, kind, statement) => {
    const ctx = await aLog(2)
    const untouched = await aLog(2)
    await sealAuditLog()
    await write(ctx, 3)
    await sealAuditLog()
    const [row] = await db().execute<{ id: string }>(
      sql`select id from audit_log where chain_id = ${ctx.chainId} order by id limit 1`,
    )
    await tamper(statement(row?.id ?? ''))
    const { faults } = await verifyAuditLog(ctx)
    expect(faults.map((fault) => fault.kind)).toContain(kind)
    expect(await verifyAuditLog(untouched)).toMatchObject({ faults: [] })
  })
})
