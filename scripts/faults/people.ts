import { sql } from 'drizzle-orm'

import { db } from '#db/client.ts'
import { insertDemoChain } from '#db/seed/demo-chain.ts'
import { topUp } from '#lib/billing/top-up.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/** Who a campaign can be sent to: people `from`..`to` of a clinic. */
export type Crowd = { ctx: Ctx; clinicIds: string[]; from: number; to: number }

const CLINICS = ['Kesklinn', 'Mustamäe']

/** Chains of two clinics with `people` people each, numbered through, every one with a mobile number and an address. @returns crowds */
export async function makePeople(
  chains: number,
  people: number,
  toppedUpMicro: number,
): Promise<{ chainIds: string[]; crowds: Crowd[] }> {
  const chainIds: string[] = []
  const crowds: Crowd[] = []
  for (let chain = 0; chain < chains; chain += 1) {
    const clinics = CLINICS.map((name) => ({ name, phone: '+3726123456' }))
    const chainId = await asWorker((tx) =>
      insertDemoChain(tx, { name: `Hambaravi ${chain + 1}`, senderName: 'Hambaravi', clinics }),
    )
    await db().execute(sql`update chains set activated_at = now() where id = ${chainId}`)
    const ctx = chainCtx(chainId)
    await topUp(ctx, { amountMicro: toppedUpMicro, factKey: 'faults' })
    const half = Math.floor(people / 2)
    const [first = '', second = ''] = await clinicIdsOf(chainId)
    await insertPeople(chainId, first, 1, half)
    await insertPeople(chainId, second, half + 1, people)
    chainIds.push(chainId)
    crowds.push(
      { ctx, clinicIds: [], from: 1, to: people },
      { ctx, clinicIds: [first], from: 1, to: half },
      { ctx, clinicIds: [second], from: half + 1, to: people },
    )
  }
  await db().execute(sql`analyze patients`)
  return { chainIds, crowds }
}

async function clinicIdsOf(chainId: string): Promise<string[]> {
  const rows = await db().execute<{ id: string }>(sql`select id from clinics where chain_id = ${chainId} order by name`)
  return rows.map(({ id }) => id)
}

async function insertPeople(chainId: string, clinicId: string, from: number, to: number): Promise<void> {
  await db().execute(sql`
    insert into patients (chain_id, clinic_id, code, first_name, language, phone, phone_typed, phone_kind, phone_country, email)
    select ${chainId}::uuid, ${clinicId}::uuid, n::text, 'p' || lpad(n::text, 6, '0'), 'et', number, number, 'mobile', 'EE', 'p' || n || '@example.ee'
    from generate_series(${from}::int, ${to}::int) as n
    cross join lateral (select '+3725' || lpad(n::text, 7, '0') as number) as numbered`)
}
