import type { Bench } from '#scripts/bench/bench.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { openEmptyChain, runSeed } from '#scripts/bench/seeding.ts'

/** `npm run seed` into an empty chain up to its full size, once: its last step, making indexes, is worth what the whole is. */
export async function run({ databases, settings }: Bench): Promise<Entry[]> {
  const database = await databases.empty('seeding', async (url) => {
    await openEmptyChain(url)
  })
  const rate = await runSeed(database.url, settings.patients)
  await database.drop()
  return [entryOf({ name: 'seed-rate', ours: rate, unit: 'patients/s', goal: { atLeast: 20_000 } })]
}
