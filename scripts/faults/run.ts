import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { freePort } from '#bin/ports.ts'
import { closeDatabase } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { setEnv } from '#lib/runtime/env.ts'
import { addAccounts, dealTraffic } from '#scripts/faults/accounts.ts'
import { bundleWorker } from '#scripts/faults/bundle.ts'
import type { SentCampaign } from '#scripts/faults/campaigns.ts'
import { sendCampaigns } from '#scripts/faults/campaigns.ts'
import type { Toll } from '#scripts/faults/crew.ts'
import { startCrew } from '#scripts/faults/crew.ts'
import type { FaultsDatabase } from '#scripts/faults/database.ts'
import { openFaultsDatabase } from '#scripts/faults/database.ts'
import { startOracle } from '#scripts/faults/oracle.ts'
import { createPace } from '#scripts/faults/pace.ts'
import { makePeople } from '#scripts/faults/people.ts'
import { randomOf } from '#scripts/faults/random.ts'
import { hurryJobs, settle } from '#scripts/faults/settle.ts'
import type { RemindedVisits } from '#scripts/faults/visits.ts'
import { bookVisits } from '#scripts/faults/visits.ts'

export type FaultsOptions = {
  seed: number
  kills: number
  texts: number
  workers: number
  /** How much longer than usual workers live and their leases last, as a multiple: on a busy machine all takes its time. */
  ease: number
  /** Crashes of the database. */
  restarts: number
  /** How often the providers do anything but accept, as a multiple. */
  faults: number
  /** For the database, the logs and nothing else. */
  folder: string
  tell(line: string): void
}

/** What a run left behind, to be checked: the database still runs, and `db()` is it. */
export type FaultsRun = {
  campaigns: SentCampaign[]
  visits: RemindedVisits[]
  chainIds: string[]
  people: number
  takingsFile: string
  toll: Toll
  restarts: number
  close(): Promise<void>
}

const CHAINS = 3
const MOST_PEOPLE = 4_000
const FEWEST_PEOPLE = 200
const CAMPAIGNS_IN_A_SHORT_RUN = 12
/** Of workers that live as long as usual; who gets little of the machine must not lose its lease by that alone. */
const LEASE_SECONDS = 2
/** Of each worker to the database: fewer than usual, since most live for seconds. */
const CONNECTIONS = 5
const MILLION_EUROS_MICRO = 1_000_000_000_000
const SECRET = 'only-for-faults-'.padEnd(32, '0')

/** Sends texts while workers are killed and stopped, the database crashes and the providers do as they like; then lets it settle. */
export async function runFaults(options: FaultsOptions): Promise<FaultsRun> {
  const { seed, texts, folder, tell } = options
  mkdirSync(folder, { recursive: true })
  const takingsFile = join(folder, 'oracle.log')
  const database = await openFaultsDatabase(join(folder, 'database'))
  const oracle = await startOracle({ logFile: takingsFile, seed, faults: options.faults, secret: SECRET })
  setEnv({ DATABASE_URL: database.url, SECRET, PROVIDER_NETWORKS: '127.0.0.0/8' })
  await migrate(database.url)
  const inboundPort = await freePort('127.0.0.1')
  await addAccounts(oracle.ports, inboundPort, SECRET)
  const people = Math.min(MOST_PEOPLE, Math.max(FEWEST_PEOPLE, Math.round(texts / CAMPAIGNS_IN_A_SHORT_RUN)))
  const { chainIds, crowds } = await makePeople(CHAINS, people, MILLION_EUROS_MICRO)
  const pace = createPace(options)
  const leaseSeconds = LEASE_SECONDS * options.ease
  const crew = startCrew({
    ...options,
    pace,
    leaseSeconds,
    files: await bundleWorker(join(folder, 'worker')),
    settings: {
      DATABASE_URL: database.url,
      SECRET,
      INBOUND_PORT: String(inboundPort),
      LEASE_SECONDS: String(leaseSeconds),
      DATABASE_POOL: String(CONNECTIONS),
      LOG_LEVEL: 'info',
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
    },
    logFile: join(folder, 'workers.log'),
  })
  const calm = new AbortController()
  const restarting = crashNowAndThen(database, options, () => crew.toll.kills, calm.signal)
  const dealing = dealTraffic(seed, calm.signal)
  const hurrying = hurryJobs(calm.signal)
  const booking = bookVisits(chainIds, people, { seed, calm: calm.signal })
  const beginning = Date.now()
  const sending = sendCampaigns(crowds, { seed, texts, pace }, ({ name }, planned) => {
    const seconds = Math.round((Date.now() - beginning) / 1000)
    tell(`${name}: ${planned} of ${texts} texts, ${crew.toll.kills} kills, ${seconds} s`)
  })
  const trouble = Promise.all([oracle.failed, booking, restarting, dealing, hurrying])
  const [campaigns] = await Promise.race([Promise.all([sending, crew.unharmed]), trouble])
  calm.abort()
  const [restarts, visits] = await Promise.all([restarting, booking, dealing, hurrying])
  tell('No more harm is done; everything settles.')
  await settle(campaigns, { crew, oracle, tell })
  await crew.stop()
  await oracle.stop()
  return {
    campaigns,
    visits,
    chainIds,
    people,
    takingsFile,
    toll: crew.toll,
    restarts,
    close: async () => {
      await closeDatabase()
      await database.stop()
    },
  }
}

/** Spread over the kills. @returns how many there were */
async function crashNowAndThen(
  database: FaultsDatabase,
  { seed, kills, restarts }: FaultsOptions,
  killed: () => number,
  calm: AbortSignal,
): Promise<number> {
  const random = randomOf(seed, 'crashes')
  let done = 0
  while (done < restarts && !calm.aborted) {
    await pause(random.whole(20, 400))
    if (killed() < ((done + 0.5) * kills) / restarts) continue
    await database.crash()
    done += 1
  }
  return done
}
