import type { Bench } from '#scripts/bench/bench.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { chainThatSent, FEW_TEXTS, reportPages, timeBesideReference } from '#scripts/bench/pages.ts'
import { buildPortal, openPortal } from '#scripts/bench/portal.ts'

/** A campaign's report and the history, the slowest of them, beside a page of 50 rows that asks the database for nothing. */
export async function run(bench: Bench): Promise<Entry[]> {
  const database = await chainThatSent(bench, FEW_TEXTS)
  await buildPortal()
  const paths = await reportPages(database.url)
  const portal = await openPortal(database.url)
  try {
    const times = await timeBesideReference(portal, paths, bench.tell)
    return [entryOf({ name: 'page-report', ...times, unit: 'ms', goal: { atMostTimes: 1.5 } })]
  } finally {
    await portal.stop()
  }
}
