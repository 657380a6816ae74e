import type { ReplyPart } from '#db/queries/replies-in.ts'
import { forgetReplyParts, takeReplyParts } from '#db/queries/replies-in.ts'
import { recordReply } from '#lib/replies/record.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/** Then the rest is not coming any more, and what is there is shown with a gap. */
const PATIENCE_MINUTES = 60
const FORGET_AFTER_DAYS = 3
const GAP = ' … '

/** Puts longer replies together whose parts are all there. Returns how many became whole. */
export async function gatherReplies(): Promise<number> {
  return asWorker(async (tx) => {
    const texts = Map.groupBy(await takeReplyParts(tx, PATIENCE_MINUTES), keyOf)
    for (const parts of texts.values()) {
      const sorted = parts.toSorted((a, b) => a.number - b.number)
      const [first] = sorted
      if (!first) continue
      await recordReply(tx, first.provider, {
        id: first.providerId,
        from: first.sender,
        to: first.recipient,
        text: joined(sorted, first.total),
        receivedAt: first.receivedAt,
        raw: '',
      })
    }
    await forgetReplyParts(tx, FORGET_AFTER_DAYS)
    return texts.size
  })
}

function keyOf({ provider, sender, recipient, reference, total }: ReplyPart): string {
  return JSON.stringify([provider, sender, recipient, reference, total])
}

/** A part that is missing is a gap, however many are in a row. */
function joined(parts: readonly ReplyPart[], total: number): string {
  const bodies = new Map(parts.map(({ number, body }) => [number, body]))
  let text = ''
  for (let number = 1; number <= total; number += 1) {
    const body = bodies.get(number)
    if (body !== undefined) text += body
    else if (!text.endsWith(GAP)) text += GAP
  }
  return text.trim()
}
