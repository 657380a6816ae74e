import { expect, test } from 'vitest'

import { sql } from '#db/client.ts'
import { clock } from '#db/clock.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'

testDatabase()

test.each([
  ['the database’s own', null],
  ['a test’s', new Date('2027-03-08T12:00:00Z')],
])(
  'by %s clock, what is due is looked up and not all that is planned read, row-level security or not',
  async (_whose, now) => {
    const ctx = await aChain()
    const plan = await inChain(ctx, async (tx) => {
      await tx.execute(sql`select set_config('enable_seqscan', 'off', true)`)
      return tx.execute<{ 'QUERY PLAN': string }>(sql`
      explain select from reminders where chain_id = ${ctx.chainId} and status = 'planned' and due_at <= ${clock(now)} order by due_at limit 10`)
    })
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/using reminders_due.*\n.*Index Cond:.*due_at <=/)
  },
)
