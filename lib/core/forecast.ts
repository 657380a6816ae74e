export const FORECAST_DAYS = 14

/** What leaves by itself: reminders by their rule, and the rest by its kind. */
export type ForecastSource =
  | { kind: 'reminder'; ruleId: string }
  | { kind: 'greeting' }
  | { kind: 'recall' }
  | { kind: 'campaign'; campaignId: string; name: string }

export type ForecastCell = { source: ForecastSource; day: string; texts: number; costMicro: number }

export type Forecast = {
  days: string[]
  cells: ForecastCell[]
  /** Reminders that were rendered for the cost, of how many planned; all of them where the two are equal. */
  rendered: number
  planned: number
  /** Those of the rendered ones that nobody would get, by reason. */
  leftOut: { reason: string; reminders: number }[]
}

/** A name for a source, the same for the same. */
export function sourceKey(source: ForecastSource): string {
  if (source.kind === 'reminder') return source.ruleId
  return source.kind === 'campaign' ? source.campaignId : source.kind
}

export type Sum = { texts: number; costMicro: number }

export function sumOf(cells: readonly ForecastCell[]): Sum {
  return {
    texts: cells.reduce((sum, cell) => sum + cell.texts, 0),
    costMicro: cells.reduce((sum, cell) => sum + cell.costMicro, 0),
  }
}
