import type { Bench } from '#scripts/bench/bench.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { chainThatSent, FEW_TEXTS, LIST_PAGES, timeBesideReference } from '#scripts/bench/pages.ts'
import { buildPortal, openPortal } from '#scripts/bench/portal.ts'

/** Lists of patients and of campaigns, the slowest of them, beside a page of 50 rows that asks the database for nothing. */
export async function run(bench: Bench): Promise<Entry[]> {
  const database = await chainThatSent(bench, FEW_TEXTS)
  await buildPortal()
  const portal = await openPortal(database.url)
  try {
    const times = await timeBesideReference(portal, LIST_PAGES, bench.tell)
    return [entryOf({ name: 'page-list', ...times, unit: 'ms', goal: { atMostTimes: 1.5 } })]
  } finally {
    await portal.stop()
  }
}
