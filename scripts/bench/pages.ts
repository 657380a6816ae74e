import { listCampaigns } from '#db/queries/campaigns.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import type { BenchDatabase } from '#scripts/bench/databases.ts'
import { writeSentCampaigns } from '#scripts/bench/deliveries.ts'
import { interleaved, median, percentile } from '#scripts/bench/measure.ts'
import type { Portal } from '#scripts/bench/portal.ts'
import { chainOf } from '#scripts/bench/seeding.ts'

export const REFERENCE_PAGE = '/bench-reference'
/** Texts where there are few. */
export const FEW_TEXTS = 10_000

const REQUESTS = 250
// A web process has ten connections, and each makes its plans at the first six times that it is asked.
const WARM_UP = 100
const SHARE = 95

/** The chain with its patients, a year of campaigns and so many texts. */
export function chainThatSent(bench: Bench, texts: number): Promise<BenchDatabase> {
  return bench.databases.copy(`sent_${texts}`, async (url) => {
    bench.tell(`Writing ${texts.toLocaleString('en')} deliveries …`)
    await writeSentCampaigns(url, texts)
  })
}

/** The pages of lists: patients from the beginning and from the middle of the names, and campaigns. */
export const LIST_PAGES = ['/patients', '/patients?q=kask', '/campaigns']

/** The pages that tell what became of texts: a campaign's report, the same filtered, and the history. */
export async function reportPages(url: string): Promise<string[]> {
  const ctx = await chainOf(url)
  const [, campaign] = await inChain(ctx, (tx) => listCampaigns(tx, ctx, {}, { limit: 2 }))
  if (!campaign) throw new Error('nothing was sent in the measured chain')
  return [`/campaigns/${campaign.id}`, `/campaigns/${campaign.id}?status=failed`, '/history']
}

/** Times pages in turns, hundreds of times each. @returns the 95th percentile of each side in milliseconds */
export async function timePages<Side extends string>(
  sides: Record<Side, { portal: Portal; path: string }>,
  tell: Bench['tell'],
): Promise<Record<Side, number>> {
  const entries = Object.entries(sides) as [Side, { portal: Portal; path: string }][]
  const requests = Object.fromEntries(entries.map(([side, { portal, path }]) => [side, () => portal.time(path)]))
  const times = await interleaved(requests as Record<Side, () => Promise<number>>, {
    rounds: REQUESTS,
    warmUp: WARM_UP,
  })
  for (const [side] of entries) {
    const [p50, p95] = [median(times[side]), percentile(times[side], SHARE)]
    tell(`${side}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`)
  }
  return Object.fromEntries(entries.map(([side]) => [side, percentile(times[side], SHARE)])) as Record<Side, number>
}

/** Times pages beside the reference page of the same portal. @returns the slowest page's and the reference's p95 */
export async function timeBesideReference(
  portal: Portal,
  paths: readonly string[],
  tell: Bench['tell'],
): Promise<{ ours: number; reference: number }> {
  const sides = Object.fromEntries([...paths, REFERENCE_PAGE].map((path) => [path, { portal, path }]))
  const { [REFERENCE_PAGE]: reference = Number.NaN, ...pages } = await timePages(sides, tell)
  return { ours: Math.max(...Object.values(pages)), reference }
}
