import type { Tx } from '#db/client.ts'
import type { DeliveryRun, NewDelivery } from '#db/queries/automatic-texts.ts'
import {
  beginDeliveries,
  insertAutomaticBatches,
  insertDeliveries,
  insertVisitLinks,
} from '#db/queries/automatic-texts.ts'
import { findAccount, lockAccount } from '#db/queries/billing.ts'
import { holdMoney } from '#lib/billing/hold.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { wakeHandOver } from '#lib/deliveries/wake.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
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

/** Whether others may spend the chain's money while texts are written, until their own hold is made. */
export type Balance = 'read' | 'locked'
const READ_BALANCE = { read: findAccount, locked: lockAccount } as const

/** Plays a turn without holding the chain's money; should somebody have spent it meanwhile, the turn is played anew behind its lock. */
export async function withBalance<T>(turn: (balance: Balance) => Promise<T>): Promise<T> {
  try {
    return await turn('read')
  } catch (error) {
    if (error instanceof Refusal && error.code === 'insufficient_balance') return turn('locked')
    throw error
  }
}

/** Texts of one kind over one channel, and what is put down about those that were written; null stands where money was missing. */
type Writing = {
  kind: DeliveryRun['kind']
  channel: 'sms' | 'email'
  texts: readonly AutomaticText[]
  note(written: (Written | null)[]): Promise<void>
}

/**
 * Writes texts that a rule sends in the caller's transaction: deliveries, batches before any bulk mail, and one hold for their price. What
 * the balance does not reach for is not written.
 *
 * Money comes last: whoever hands texts of the chain over waits for its account from there on. See `withBalance`.
 *
 * @throws Refusal insufficient_balance when somebody has spent it since it was read: then nothing of the transaction may stand
 */
export async function writeAutomaticTexts(
  tx: Tx,
  ctx: Pick<Ctx, 'chainId' | 'staffId'>,
  balance: Balance,
  { kind, channel, texts, note }: Writing,
): Promise<void> {
  if (texts.length === 0) return
  const { chainId } = ctx
  const paid = affordable((await READ_BALANCE[balance](tx, chainId)).availableMicro, texts)
  if (paid.length === 0) return note(texts.map(() => null))
  const { month, idBeginning } = await beginDeliveries(tx)

  // In the order of their hours, so that a batch is a run of ids.
  const inOrder = paid.toSorted((a, b) => ((a.hours ?? '') < (b.hours ?? '') ? -1 : Number(a.hours !== b.hours)))
  const rows = inOrder.map((text, index) => ({ ...text, deliveryId: `${idBeginning}${hex(index)}` }))
  const run = { chainId, month, kind, channel, priority: PRIORITY }
  await inParts(rows, PART_SIZE, (part) => insertDeliveries(tx, run, part))
  await insertVisitLinks(
    tx,
    chainId,
    month,
    rows.flatMap(({ deliveryId, language, visitCode }) =>
      visitCode ? [{ deliveryId, language, code: visitCode }] : [],
    ),
  )
  const written = new Map(inOrder.map((text, index) => [text, { deliveryId: rows[index]?.deliveryId ?? '', month }]))
  await note(texts.map((text) => written.get(text) ?? null))

  const holdId = await hold(tx, ctx, rows)
  await insertAutomaticBatches(tx, { ...run, holdId }, batchesOf(rows))
  await wakeHandOver(tx, channel)
  await settle(
    tx,
    rows.map(({ deliveryId, clinicId, today, language, segments, priceMicro }) => ({
      ...{ deliveryId, chainId, month, campaignId: null, clinicId, day: today, kind, channel, language, segments },
      ...{ priceMicro, holdId, from: null, to: 'planned' },
    })),
  )
}

/** What an amount reaches for, the first first. */
function affordable(availableMicro: number, texts: readonly AutomaticText[]): AutomaticText[] {
  let leftMicro = availableMicro
  return texts.filter(({ priceMicro }) => {
    if (priceMicro > leftMicro) return false
    leftMicro -= priceMicro
    return true
  })
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
