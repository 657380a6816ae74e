import { hashPassword } from 'better-auth/crypto'

import { migrate } from '#db/migrate.ts'
import { listChainNames } from '#db/queries/chain-directory.ts'
import { activateDemoChain, insertDemoChain, insertDemoStaff } from '#db/seed/demo-chain.ts'
import { topUp } from '#lib/billing/top-up.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asAuth, asWorker } from '#lib/runtime/transaction.ts'
import type { BenchSettings } from '#scripts/bench/bench.ts'
import { runScript } from '#scripts/bench/child.ts'
import { byHand, workOn } from '#scripts/bench/databases.ts'

export const CHAIN_NAME = 'Suur Hambaravi'
export const MANAGER = { name: 'Kadri Tamm', email: 'kadri@suur.example', role: 'chain_manager' } as const
export const PASSWORD = 'forget-me-not'

const CLINICS = ['Kesklinn', 'Mustamäe', 'Lasnamäe', 'Tartu', 'Narva', 'Pärnu', 'Viljandi', 'Haapsalu']
const MILLION_EUROS_MICRO = 1_000_000_000_000

/** One chain of eight clinics and 1,000,000 € with its people, visits and consents by `npm run seed`, and some who refused. */
export async function seedChain(url: string, { patients }: Pick<BenchSettings, 'patients'>): Promise<void> {
  const chainId = await openEmptyChain(url)
  await runSeed(url, patients)
  await byHand(url, async (sql) => {
    await sql`
      insert into opt_outs (chain_id, channel, address, purpose, source)
      select distinct on (phone) chain_id, 'sms', phone, case when hashtext(phone) % 4 = 0 then 'all' else 'marketing' end, 'link'
      from patients where chain_id = ${chainId} and phone is not null and abs(hashtext(phone)) % 50 = 0`
    await sql`vacuum analyze`
  })
}

/** The chain without patients, in a database that has nothing yet. @returns the chain's id */
export async function openEmptyChain(url: string): Promise<string> {
  await migrate(url)
  await workOn(url)
  const clinics = CLINICS.map((name, index) => ({ name, phone: `+37261234${index}0` }))
  const chainId = await asWorker((tx) => insertDemoChain(tx, { name: CHAIN_NAME, senderName: 'Suur', clinics }))
  const passwordHash = await hashPassword(PASSWORD)
  await asAuth((tx) => insertDemoStaff(tx, chainId, [MANAGER], passwordHash))
  await topUp(chainCtx(chainId), { amountMicro: MILLION_EUROS_MICRO, factKey: 'bench' })
  await asWorker((tx) => activateDemoChain(tx, chainId))
  return chainId
}

/** `npm run seed`, timed from its start to its end. @returns patients a second */
export async function runSeed(url: string, patients: number): Promise<number> {
  const args = ['bin/seed.ts', '--patients', String(patients), '--chain', CHAIN_NAME]
  const { milliseconds } = await runScript(args, { DATABASE_URL: url })
  return (patients * 1000) / milliseconds
}

/** Who acts in the measured chain: someone who may do everything in it. */
export async function chainOf(url: string): Promise<Ctx> {
  await workOn(url)
  const chain = (await asWorker((tx) => listChainNames(tx))).find(({ name }) => name === CHAIN_NAME)
  if (!chain) throw new Error(`there is no chain ${CHAIN_NAME} in the measured database`)
  return chainCtx(chain.id)
}
