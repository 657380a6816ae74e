import { insertDemoChain } from '#db/seed/demo-chain.ts'
import { topUp } from '#lib/billing/top-up.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import { byHand } from '#scripts/bench/databases.ts'

const MILLION_EUROS_MICRO = 1_000_000_000_000

/** A chain of one clinic in the database of this process, with so many people, each with a number and an address of their own. */
export async function aChainOf(url: string, people: number, name = 'Suur Hambaravi'): Promise<Ctx> {
  const clinics = [{ name: 'Kesklinn', phone: '+3726123456' }]
  const chainId = await asWorker((tx) => insertDemoChain(tx, { name, senderName: 'Hambaravi', clinics }))
  await topUp(chainCtx(chainId), { amountMicro: MILLION_EUROS_MICRO, factKey: 'bench' })
  await byHand(url, async (sql) => {
    await sql`update chains set activated_at = now() where id = ${chainId}`
    await sql`
      insert into patients (chain_id, clinic_id, code, first_name, last_name, language, phone, phone_typed, phone_kind, phone_country, email)
      select ${chainId}, (select id from clinics where chain_id = ${chainId}), n::text, (array['Mari', 'Jaan', 'Kadri', 'Peeter'])[1 + n % 4],
        'Maasikas', 'et', number, number, 'mobile', 'EE', 'p' || n || '@example.ee'
      from generate_series(1, ${people}::int) as n
      cross join lateral (select '+3725' || lpad(n::text, 7, '0') as number) as numbered`
    await sql`vacuum analyze patients`
  })
  return chainCtx(chainId)
}
