import type { Tx } from '#db/client.ts'
import type { UndecidedChoice, UndecidedText } from '#db/queries/undecided.ts'
import { countUndecided, takeUndecided } from '#db/queries/undecided.ts'
import { DECIDED_AT_ONCE } from '#lib/core/doubt.ts'
import type { DecideInput } from '#lib/deliveries/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

export type Decided = {
  /** Texts that this step decided. */
  decided: number
  /** Of those named: what somebody else, or a receipt, had decided a moment before. */
  elsewhere: number
  /** Of a whole filter: what further steps would decide. */
  left: number
}

/**
 * One step of deciding texts in doubt: takes up to DECIDED_AT_ONCE of them in hand and lets `work` decide them, in one transaction. Safe to
 * repeat, since a text is undecided once: of two clicks, or two people, one gets it and the other is told.
 *
 * @throws Refusal delivery_already_decided when nothing of what was named is undecided any more, or none of it is theirs
 */
export async function decideTexts(
  ctx: Ctx,
  input: DecideInput,
  work: (tx: Tx, texts: UndecidedText[]) => Promise<void>,
): Promise<Decided> {
  const choice = choiceOf(ctx, input)
  return inChain(ctx, async (tx) => {
    const texts = await takeUndecided(tx, ctx, choice, DECIDED_AT_ONCE)
    const named = 'deliveryIds' in choice ? new Set(choice.deliveryIds).size : 0
    if (texts.length === 0 && named > 0) throw new Refusal('delivery_already_decided', { count: named })
    if (texts.length > 0) await work(tx, texts)
    return {
      decided: texts.length,
      elsewhere: Math.max(0, named - texts.length),
      left: named > 0 ? 0 : await countUndecided(tx, ctx, choice),
    }
  })
}

/** What a form means by the texts it names, or by all of its filter. */
export function choiceOf(ctx: Pick<Ctx, 'now'>, input: DecideInput): UndecidedChoice {
  if (!input.all) return { deliveryIds: input.delivery }
  const { campaign: campaignId, channel, age, asOf } = input
  return { filter: { campaignId, channel, age }, asOf: asOf ? new Date(asOf) : ctx.now }
}
