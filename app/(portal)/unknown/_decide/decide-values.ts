import * as z from 'zod'

import { DECIDED_AT_ONCE } from '#lib/core/doubt.ts'
import type { Decided } from '#lib/deliveries/decide.ts'
import { DecideInput } from '#lib/deliveries/inputs.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { hrefWith, oneOf } from '#lib/web/search-params.ts'

export const QUESTIONS = ['resend', 'mark_delivered', 'write_off'] as const
export type Question = (typeof QUESTIONS)[number]

/** What the form of the dialog carries beside the choice: how many the steps before this one decided, or found decided. */
export const DecideFields = DecideInput.extend({
  soFar: z.coerce.number().int().min(0).default(0),
  elsewhereSoFar: z.coerce.number().int().min(0).default(0),
})

export type DecideStep = Decided & { backTo: string }

/** What the address asks, and of which texts; null where it asks nothing that can be answered. */
export function questionOf(params: SearchParams): { ask: Question; deliveryIds: string[]; all: boolean } | null {
  const ask = oneOf(params, 'ask', QUESTIONS)
  if (!ask) return null
  const named = z
    .array(z.uuid())
    .max(DECIDED_AT_ONCE)
    .safeParse([params.delivery ?? []].flat())
  return { ask, deliveryIds: named.success ? named.data : [], all: params.all === '1' }
}

/** A step of a verb as the form needs it: sums over all steps so far, and where the last one leads. */
export function stepOf(
  question: Question,
  { campaign, channel, age, soFar, elsewhereSoFar }: z.output<typeof DecideFields>,
  { decided, elsewhere, left }: Decided,
): DecideStep {
  const sums = { decided: soFar + decided, elsewhere: elsewhereSoFar + elsewhere, left: decided > 0 ? left : 0 }
  const backTo = hrefWith(
    '/unknown',
    { campaign, channel, age },
    {
      done: question,
      count: String(sums.decided),
      elsewhere: sums.elsewhere > 0 ? String(sums.elsewhere) : undefined,
    },
  )
  return { ...sums, backTo }
}
