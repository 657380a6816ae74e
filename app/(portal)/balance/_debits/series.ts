import type { ChartColor, Texture } from '#components/ui/chart.tsx'
import type { DebitKind } from '#db/queries/debits.ts'

// In the order in which they are stacked, the most usual at the bottom; colour and texture as everywhere.
export const DEBIT_SERIES = [
  { kind: 'reminder', color: 'reminder', texture: 'solid' },
  { kind: 'bulk', color: 'campaign', texture: 'hatch' },
  { kind: 'greeting', color: 'greeting', texture: 'solid' },
  { kind: 'recall', color: 'greeting', texture: 'hatch' },
  { kind: 'private', color: 'private', texture: 'dots' },
] as const satisfies readonly { kind: DebitKind; color: ChartColor; texture: Texture }[]
