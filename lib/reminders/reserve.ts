import type { Tx } from '#db/client.ts'
import { samplePlanned } from '#db/queries/planned-slices.ts'
import { estimateReminders } from '#lib/reminders/estimate.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** So many reminders are reckoned to the cent; of more, a few of every four hours stand for the others of those hours. */
const RENDERED_AT_MOST = 150
const RENDERED_PER_SLICE = 3

/**
 * What the reminders booked for the coming days will cost, in micro-euros, at the prices and texts of now: rendered as they would be
 * sent, all or an even sample.
 */
export async function reserveForReminders(tx: Tx, ctx: Ctx, days: number): Promise<number> {
  if (days === 0) return 0
  const limits = { most: RENDERED_AT_MOST, perSlice: RENDERED_PER_SLICE }
  const sample = await samplePlanned(tx, ctx.chainId, { from: ctx.now, days, ...limits })
  if (sample.length === 0) return 0
  const estimates = await estimateReminders(tx, ctx, sample)
  const priced = sample.map(({ slice, planned }, index) => ({
    slice,
    planned,
    costMicro: estimates[index]?.costMicro ?? 0,
  }))
  const slices = Map.groupBy(priced, ({ slice }) => slice)
  return [...slices.values()].reduce((sum, rendered) => sum + costOfSlice(rendered), 0)
}

function costOfSlice(rendered: readonly { planned: number; costMicro: number }[]): number {
  const costMicro = rendered.reduce((sum, one) => sum + one.costMicro, 0)
  return Math.round((costMicro * (rendered[0]?.planned ?? 0)) / rendered.length)
}
