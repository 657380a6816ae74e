import type { RetentionStep } from '#db/queries/retention.ts'
import {
  blankOldWords,
  blankStrayReceipts,
  dropDeliveryPartitions,
  keepRun,
  listChainsToKeep,
  listMonths,
} from '#db/queries/retention.ts'
import type { Retention } from '#lib/core/retention.ts'
import { DEFAULT_RETENTION } from '#lib/core/retention.ts'
import { asKeeper } from '#lib/runtime/transaction.ts'

const ROWS_AT_ONCE = 2_000
const DAY_MILLISECONDS = 86_400_000

/**
 * Each night: takes away what each chain no longer keeps, a run of rows a transaction, and drops the months that nobody keeps. A kill, or
 * a stop, leaves the rest to the next night: what is done is where each step stands.
 *
 * @returns how many deliveries each step went over
 */
export async function keepRetention(
  now: Date,
  { limit = ROWS_AT_ONCE, stopping }: { limit?: number; stopping?: AbortSignal } = {},
): Promise<Record<RetentionStep, number>> {
  const done = { texts: 0, receipts: 0, deliveries: 0 }
  const chains = await asKeeper(listChainsToKeep)
  const months = await asKeeper((tx) => listMonths(tx, now))
  for (const { chainId, retention } of chains) {
    const ends = endsOf(retention, now)
    for (const step of ['texts', 'receipts', 'deliveries'] as const) {
      const before = ends[step]
      for (const month of months.filter((first) => new Date(first) < before)) {
        done[step] += await wholly(limit, stopping, () =>
          asKeeper((tx) => keepRun(tx, { chainId, step, month, before, limit })),
        )
      }
    }
    await wholly(limit, stopping, () => asKeeper((tx) => blankOldWords(tx, chainId, ends.texts, limit)))
  }
  const strays = daysBefore(now, DEFAULT_RETENTION.receiptDays)
  await wholly(limit, stopping, () => asKeeper((tx) => blankStrayReceipts(tx, strays, limit)))
  const longest = Math.max(DEFAULT_RETENTION.deliveryMonths, ...chains.map(({ retention }) => retention.deliveryMonths))
  await asKeeper((tx) => dropDeliveryPartitions(tx, monthsBefore(now, longest)))
  return done
}

/** Calls until less than a whole run was left. */
async function wholly(limit: number, stopping: AbortSignal | undefined, run: () => Promise<number>): Promise<number> {
  let total = 0
  for (;;) {
    if (stopping?.aborted) return total
    const rows = await run()
    total += rows
    if (rows < limit) return total
  }
}

function endsOf({ textDays, receiptDays, deliveryMonths }: Retention, now: Date): Record<RetentionStep, Date> {
  return {
    texts: daysBefore(now, textDays),
    receipts: daysBefore(now, receiptDays),
    deliveries: monthsBefore(now, deliveryMonths),
  }
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MILLISECONDS)
}

function monthsBefore(now: Date, months: number): Date {
  const then = new Date(now)
  then.setUTCMonth(then.getUTCMonth() - months)
  return then
}
