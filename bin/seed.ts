import { parseArgs } from 'node:util'

import { openScriptDatabase } from '#bin/script-database.ts'
import { createDatabase } from '#db/client.ts'
import { findChainByName, listChainNames } from '#db/queries/chain-directory.ts'
import { listClinics } from '#db/queries/clinics.ts'
import { DEMO_NAME } from '#db/seed/demo-state.ts'
import {
  analyzeSeeded,
  countPatientsRoughly,
  lastSeeded,
  PEOPLE_PER_STATEMENT,
  seedPatients,
} from '#db/seed/patients.ts'
import { dropSearchIndexes, restoreSearchIndexes } from '#db/seed/search-indexes.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { required } from '#lib/runtime/env.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'

// npm run seed -- --patients N [--chain NAME]: invented patients with visits and consents, to see the portal at full size.

const MAX_PATIENTS = 10_000_000
const CONNECTIONS = 2
/** From here on making the indexes anew is quicker than keeping them up, unless far more is there already. */
const ENOUGH_TO_REBUILD = 50_000

const { chain: chainName = DEMO_NAME, patients } = parseArgs({
  options: { chain: { type: 'string' }, patients: { type: 'string' } },
}).values
const wanted = Number(patients)
if (!Number.isInteger(wanted) || wanted < 1 || wanted > MAX_PATIENTS) {
  console.error(`Say how many patients, 1 to ${MAX_PATIENTS}: npm run seed -- --patients 100000`)
  process.exit(1)
}

const closeScriptDatabase = await openScriptDatabase()
const chain = await asWorker((tx) => findChainByName(tx, chainName))
const clinicIds = chain
  ? (await inChain(chainCtx(chain.id), (tx) => listClinics(tx, chain.id))).map(({ id }) => id)
  : []
if (!chain || clinicIds.length === 0) {
  const names = await asWorker((tx) => listChainNames(tx))
  console.error(
    `There is no chain "${chainName}" with a clinic. The chains are: ${names.map(({ name }) => name).join(', ') || 'none'}.`,
  )
  await closeScriptDatabase()
  process.exit(1)
}

const database = createDatabase(required('DATABASE_URL'), { max: CONNECTIONS, applicationName: 'meelespea-seed' })
await restoreSearchIndexes(database.$client)
const begun = performance.now()
const rebuild = wanted >= ENOUGH_TO_REBUILD && wanted >= (await countPatientsRoughly(database))
if (rebuild) await dropSearchIndexes(database.$client)
const first = (await lastSeeded(database, chain.id)) + 1
const last = first + wanted - 1
let next = first
let made = 0
try {
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
} finally {
  if (rebuild) console.log('Rebuilding the indexes …')
  await restoreSearchIndexes(database.$client)
}
await analyzeSeeded(database)
console.log(`${count(wanted)} patients with their visits and consents are in ${chainName}, made at ${rate()}.`)
await database.$client.end()
await closeScriptDatabase()
process.exit(0)

async function work(): Promise<void> {
  while (next <= last) {
    const from = next
    const to = Math.min(from + PEOPLE_PER_STATEMENT - 1, last)
    next = to + 1
    await seedPatients(database, { id: chain?.id ?? '', clinicIds }, { from, to })
    made += to - from + 1
    if (process.stdout.isTTY || made % (PEOPLE_PER_STATEMENT * 10) === 0)
      console.log(`${count(made)} of ${count(wanted)}, ${rate()}`)
  }
}

function rate(): string {
  return `${count(Math.round((made * 1000) / (performance.now() - begun)))} a second`
}

function count(figure: number): string {
  return figure.toLocaleString('en')
}
