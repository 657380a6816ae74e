import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'

import { openScriptDatabase } from '#bin/script-database.ts'
import { findChainByName, listChainNames } from '#db/queries/chain-directory.ts'
import { topUp } from '#lib/billing/top-up.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

// npm run top-up -- --chain NAME --euros N: money onto a chain's balance, until payments are booked by themselves.

const EURO_MICRO = 1_000_000
const MAX_EUROS = 1_000_000

const { chain, euros } = parseArgs({ options: { chain: { type: 'string' }, euros: { type: 'string' } } }).values
const amountMicro = Math.round(Number(euros) * EURO_MICRO)

if (!chain || !(amountMicro > 0 && amountMicro <= MAX_EUROS * EURO_MICRO)) {
  console.error(
    `Say which chain and how many euros, at most ${MAX_EUROS}: npm run top-up -- --chain "Name" --euros 100`,
  )
  process.exit(1)
}

const closeScriptDatabase = await openScriptDatabase()
const found = await asWorker((tx) => findChainByName(tx, chain))
if (!found) {
  const others = await asWorker((tx) => listChainNames(tx))
  console.error(
    `There is no chain called "${chain}". The chains are: ${others.map(({ name }) => name).join(', ') || 'none'}.`,
  )
  await closeScriptDatabase()
  process.exit(1)
}
const availableMicro = await topUp(chainCtx(found.id), { amountMicro, factKey: `top-up ${randomUUID()}` })
console.log(`${chain} now has ${((availableMicro ?? 0) / EURO_MICRO).toFixed(2)} € to spend.`)
await closeScriptDatabase()
process.exit(0)
