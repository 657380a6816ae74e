import type { Tx } from '#db/client.ts'
import type { DeliveryRun, NewDelivery } from '#db/queries/automatic-texts.ts'
import {
  beginDeliveries,
  insertAutomaticBatches,
  insertDeliveries,
  insertVisitLinks,
} from '#db/queries/automatic-texts.ts'
import { lockAccount } from '#db/queries/billing.ts'
import { holdMoney } from '#lib/billing/hold.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { wakeHandOver } from '#lib/deliveries/wake.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inParts } from '#lib/runtime/together.ts'

/** Goes before bulk mail and after a text to oneself. */
const PRIORITY = 3
const BATCH_SIZE = 500
/** Texts in one statement: the next part is written down while the database writes the one before. */
const PART_SIZE = 250

/** A text with everything filled in. Those with the same `hours` share batches. */
export type AutomaticText = Omit<NewDelivery, 'deliveryId'> & {
  /** 'YYYY-MM-DD' at the clinic: the day on which it is counted. */
  today: string
  /** Names clinics that open and close together; null keeps no hours beyond `validUntil`. */
  hours: string | null
  /** The code at the end of a text about a visit; its page is found by it. */
  visitCode: string | null
}

export type Written = { deliveryId: string; month: string }

/**
 * Writes texts that a rule sends, all over one channel: deliveries, batches before any bulk mail, and one hold for their price, in
 * the caller's transaction. What the balance does not reach for is not written.
 *
 * @returns for each text its delivery, or null where money was missing
 */
export async function writeAutomaticTexts(
  tx: Tx,
  ctx: Pick<Ctx, 'chainId' | 'staffId'>,
  { kind, channel, texts }: { kind: DeliveryRun['kind']; channel: 'sms' | 'email'; texts: readonly AutomaticText[] },
): Promise<(Written | null)[]> {
  const { chainId } = ctx
  const paid = await affordable(tx, chainId, texts)
  if (paid.size === 0) return texts.map(() => null)
  const { month, idBeginning } = await beginDeliveries(tx)

  // In the order of their hours, so that a batch is a run of ids.
  const inOrder = [...paid].toSorted((a, b) => ((a.hours ?? '') < (b.hours ?? '') ? -1 : Number(a.hours !== b.hours)))
  const rows = inOrder.map((text, index) => ({ ...text, deliveryId: `${idBeginning}${hex(index)}` }))
  const holdId = await hold(tx, ctx, rows)
  const run: DeliveryRun = { chainId, month, kind, channel, holdId, priority: PRIORITY }
  await inParts(rows, PART_SIZE, (part) => insertDeliveries(tx, run, part))
  await insertAutomaticBatches(tx, run, batchesOf(rows))
  await insertVisitLinks(
    tx,
    chainId,
    month,
    rows.flatMap(({ deliveryId, language, visitCode }) =>
      visitCode ? [{ deliveryId, language, code: visitCode }] : [],
    ),
  )
  await settle(
    tx,
    rows.map(({ deliveryId, clinicId, today, language, segments, priceMicro }) => ({
      ...{
        deliveryId,
        chainId,
        month,
        campaignId: null,
        clinicId,
        day: today,
        kind,
        channel,
        language,
        segments,
        priceMicro,
        holdId,
      },
      from: null,
      to: 'planned',
    })),
  )
  await wakeHandOver(tx, channel)

  const written = new Map(inOrder.map((text, index) => [text, { deliveryId: rows[index]?.deliveryId ?? '', month }]))
  return texts.map((text) => written.get(text) ?? null)
}

/** What the balance reaches for, the first first. */
async function affordable(tx: Tx, chainId: string, texts: readonly AutomaticText[]): Promise<Set<AutomaticText>> {
  let { availableMicro } = await lockAccount(tx, chainId)
  const paid = new Set<AutomaticText>()
  for (const text of texts) {
    if (text.priceMicro > availableMicro) continue
    availableMicro -= text.priceMicro
    paid.add(text)
  }
  return paid
}

/** What costs nothing needs no hold. */
async function hold(
  tx: Tx,
  ctx: Pick<Ctx, 'chainId' | 'staffId'>,
  rows: readonly NewDelivery[],
): Promise<string | null> {
  const amountMicro = rows.reduce((sum, { priceMicro }) => sum + priceMicro, 0)
  if (amountMicro === 0) return null
  const factKey = `automatic:${rows[0]?.deliveryId}`
  return (await holdMoney(tx, ctx, { campaignId: null, amountMicro, factKey })).holdId
}

function batchesOf(rows: readonly (NewDelivery & { hours: string | null })[]) {
  return [...Map.groupBy(rows, ({ hours }) => hours)].flatMap(([hours, together]) =>
    Array.from({ length: Math.ceil(together.length / BATCH_SIZE) }, (_, index) => {
      const part = together.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE)
      return {
        firstId: part[0]?.deliveryId ?? '',
        lastId: part.at(-1)?.deliveryId ?? '',
        size: part.length,
        clinicId: hours === null ? null : (part[0]?.clinicId ?? null),
      }
    }),
  )
}

/** The last part of a UUID. */
function hex(index: number): string {
  return index.toString(16).padStart(12, '0')
}
