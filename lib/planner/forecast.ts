import type { Tx } from '#db/client.ts'
import type { PlannedKey, PlannedSum } from '#db/queries/forecast.ts'
import { listPlannedKeys, samplePlannedKeys, sumPlannedReminders } from '#db/queries/forecast.ts'
import { listScheduledCampaigns } from '#db/queries/scheduled-campaigns.ts'
import { dayIn, dayPlus, daysFrom } from '#lib/core/calendar-day.ts'
import type { Forecast, ForecastCell } from '#lib/core/forecast.ts'
import { figuresAhead } from '#lib/personal-texts/look-ahead.ts'
import type { Estimate } from '#lib/reminders/estimate.ts'
import { estimateReminders } from '#lib/reminders/estimate.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { together } from '#lib/runtime/together.ts'

/** So many reminders are rendered one by one; of more, an even sample of about as many. */
const RENDERED_AT_MOST = 2_000
const SAMPLE_PER_HOUR = 7

/** What leaves by itself in the days ahead, by day and source, with what it costs at the prices and the texts of now. */
export async function forecastTexts(
  tx: Tx,
  ctx: Ctx,
  { days, zone }: { days: number; zone: string },
): Promise<Forecast> {
  const from = dayIn(zone, ctx.now)
  const until = dayPlus(from, days)
  const [reminders, greetings, recalls, campaigns] = await together([
    remindersAhead(tx, ctx, until),
    personalCells(tx, ctx, 'greeting', { days, zone }),
    personalCells(tx, ctx, 'recall', { days, zone }),
    listScheduledCampaigns(tx, ctx, { from, days, zone }),
  ])
  const { cells, ...rest } = reminders
  return {
    days: daysFrom(from, days),
    cells: [...cells, ...greetings, ...recalls, ...campaigns.map(campaignCell)],
    ...rest,
  }
}

async function remindersAhead(tx: Tx, ctx: Ctx, until: string): Promise<Omit<Forecast, 'days'>> {
  const sums = await sumPlannedReminders(tx, ctx, until)
  const planned = sums.reduce((sum, { reminders }) => sum + reminders, 0)
  if (planned === 0) return { cells: [], rendered: 0, planned, leftOut: [] }
  const isExact = planned <= RENDERED_AT_MOST
  const keys = isExact
    ? await listPlannedKeys(tx, ctx, until)
    : await samplePlannedKeys(tx, ctx, until, SAMPLE_PER_HOUR)
  const estimates = await estimateReminders(tx, ctx, keys)
  return {
    cells: reminderCells(sums, keys, estimates, isExact),
    rendered: keys.length,
    planned,
    leftOut: leftOutOf(estimates),
  }
}

// Each day's own cost where all of it was rendered; else the mean of the rule, or of all where the sample met none of it.
function reminderCells(
  sums: readonly PlannedSum[],
  keys: readonly PlannedKey[],
  estimates: readonly (Estimate | null)[],
  isExact: boolean,
): ForecastCell[] {
  const costs = new Map<string, { count: number; costMicro: number }>()
  for (const [index, { ruleId, day }] of keys.entries()) {
    const costMicro = estimates[index]?.costMicro ?? 0
    for (const name of ['', ruleId, `${ruleId} ${day}`]) {
      const known = costs.get(name) ?? { count: 0, costMicro: 0 }
      costs.set(name, { count: known.count + 1, costMicro: known.costMicro + costMicro })
    }
  }
  const byDay = Map.groupBy(sums, ({ ruleId, day }) => `${ruleId} ${day}`)
  return [...byDay].flatMap(([name, [first, ...others]]) => {
    if (!first) return []
    const { ruleId, day } = first
    const texts = others.reduce((sum, { reminders }) => sum + reminders, first.reminders)
    const exact = isExact ? costs.get(name) : undefined
    const sample = costs.get(ruleId) ?? costs.get('')
    const costMicro = exact?.costMicro ?? (sample ? Math.round((texts * sample.costMicro) / sample.count) : 0)
    return [{ source: { kind: 'reminder' as const, ruleId }, day, texts, costMicro }]
  })
}

async function personalCells(
  tx: Tx,
  ctx: Ctx,
  kind: 'greeting' | 'recall',
  horizon: { days: number; zone: string },
): Promise<ForecastCell[]> {
  const figures = await figuresAhead(tx, ctx, kind, horizon)
  return (figures?.days ?? [])
    .filter(({ willGet }) => willGet > 0)
    .map(({ day, willGet, costMicro }) => ({ source: { kind }, day, texts: willGet, costMicro }))
}

function campaignCell({
  id,
  name,
  day,
  people,
  costMicro,
}: {
  id: string
  name: string
  day: string
  people: number
  costMicro: number
}) {
  return { source: { kind: 'campaign' as const, campaignId: id, name }, day, texts: people, costMicro }
}

function leftOutOf(estimates: readonly (Estimate | null)[]): Forecast['leftOut'] {
  const reasons = new Map<string, number>()
  for (const estimate of estimates) {
    if (estimate?.reason) reasons.set(estimate.reason, (reasons.get(estimate.reason) ?? 0) + 1)
  }
  return [...reasons]
    .map(([reason, reminders]) => ({ reason, reminders }))
    .toSorted((a, b) => b.reminders - a.reminders)
}
