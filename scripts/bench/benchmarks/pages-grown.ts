import type { Bench } from '#scripts/bench/bench.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { chainThatSent, FEW_TEXTS, LIST_PAGES, reportPages, timePages } from '#scripts/bench/pages.ts'
import type { Portal } from '#scripts/bench/portal.ts'
import { buildPortal, openPortal } from '#scripts/bench/portal.ts'

const GOAL = { atMostTimes: 1.2 }

/** The same pages of two portals in turns: of a chain that sent 10,000,000 texts, and of one that sent 10,000. */
export async function run(bench: Bench): Promise<Entry[]> {
  const few = await chainThatSent(bench, FEW_TEXTS)
  const many = await chainThatSent(bench, bench.settings.deliveries)
  await buildPortal()
  const [fewReports, manyReports] = [await reportPages(few.url), await reportPages(many.url)]
  const portals: Portal[] = []
  try {
    const [ofFew, ofMany] = [await openPortal(few.url), await openPortal(many.url)]
    portals.push(ofFew, ofMany)
    const worst = async (manyPaths: readonly string[], fewPaths: readonly string[]) => {
      const pairs = []
      for (const [index, path] of manyPaths.entries()) {
        const sides = { many: { portal: ofMany, path }, few: { portal: ofFew, path: fewPaths[index] ?? path } }
        bench.tell(path)
        const { many: ours, few: reference } = await timePages(sides, bench.tell)
        pairs.push({ ours, reference })
      }
      return pairs.toSorted((a, b) => b.ours / b.reference - a.ours / a.reference)[0] ?? { ours: Number.NaN }
    }
    return [
      entryOf({ name: 'page-list-10m', ...(await worst(LIST_PAGES, LIST_PAGES)), unit: 'ms', goal: GOAL }),
      entryOf({ name: 'page-report-10m', ...(await worst(manyReports, fewReports)), unit: 'ms', goal: GOAL }),
    ]
  } finally {
    for (const portal of portals) await portal.stop()
  }
}
