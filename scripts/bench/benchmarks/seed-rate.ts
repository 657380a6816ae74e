import type { Bench } from '#scripts/bench/bench.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { median } from '#scripts/bench/measure.ts'
import { openEmptyChain, runSeed } from '#scripts/bench/seeding.ts'

const PARTS = 5

/** `npm run seed` up to a chain's full size, in equal parts; each counts with the start of its process. */
export async function run({ databases, settings, tell }: Bench): Promise<Entry[]> {
  const database = await databases.empty('seeding', async (url) => {
    await openEmptyChain(url)
  })
  const rates: number[] = []
  for (let part = 0; part < PARTS; part += 1) {
    rates.push(await runSeed(database.url, Math.ceil(settings.patients / PARTS)))
    tell(`${Math.round(rates.at(-1) ?? 0)} patients/s`)
  }
  await database.drop()
  return [entryOf({ name: 'seed-rate', ours: median(rates), unit: 'patients/s', goal: { atLeast: 20_000 } })]
}
