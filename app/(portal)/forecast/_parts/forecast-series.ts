import type { ChartColor, Texture } from '#components/ui/chart.tsx'
import type { ForecastCell, ForecastSource } from '#lib/core/forecast.ts'

/** The kinds of texts in a chart, from the bottom up, each with its look in the whole product. */
export const SERIES = [
  { kind: 'reminder', color: 'reminder', texture: 'solid' },
  { kind: 'greeting', color: 'greeting', texture: 'solid' },
  { kind: 'recall', color: 'private', texture: 'dots' },
  { kind: 'campaign', color: 'campaign', texture: 'hatch' },
] as const satisfies { kind: ForecastSource['kind']; color: ChartColor; texture: Texture }[]

export function textsOf(cells: readonly ForecastCell[], kind: ForecastSource['kind'], day?: string): number {
  return cells
    .filter((cell) => cell.source.kind === kind && (day === undefined || cell.day === day))
    .reduce((sum, { texts }) => sum + texts, 0)
}
