'use server'

import type * as z from 'zod'

import type { Decided } from '#lib/deliveries/decide.ts'
import { LookUpInput } from '#lib/deliveries/inputs.ts'
import { lookUpNow } from '#lib/deliveries/look-up-now.ts'
import { markDelivered } from '#lib/deliveries/mark-delivered.ts'
import { resendDeliveries } from '#lib/deliveries/resend.ts'
import { writeOffDeliveries } from '#lib/deliveries/write-off.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'
import type { DecideStep, Question } from './_decide/decide-values.ts'
import { DecideFields, stepOf } from './_decide/decide-values.ts'

// A step that leaves some stays with its question as it was asked, whose form goes on with the next.
const backWhenDone = { onDone: ({ left, backTo }: DecideStep) => (left > 0 ? null : backTo), draws: false }

export const resendAction = staffFormAction(
  'delivery.resolve',
  DecideFields,
  inSteps('resend', resendDeliveries),
  backWhenDone,
)
export const markDeliveredAction = staffFormAction(
  'delivery.resolve',
  DecideFields,
  inSteps('mark_delivered', markDelivered),
  backWhenDone,
)
export const writeOffAction = staffFormAction(
  'delivery.resolve',
  DecideFields,
  inSteps('write_off', writeOffDeliveries),
  backWhenDone,
)
export const lookUpAction = staffFormAction('delivery.resolve', LookUpInput, lookUpNow)

function inSteps(
  question: Question,
  verb: (ctx: Ctx, input: z.output<typeof DecideFields>) => Promise<Decided>,
): (ctx: Ctx, input: z.output<typeof DecideFields>) => Promise<DecideStep> {
  return async (ctx, input) => stepOf(question, input, await verb(ctx, input))
}
