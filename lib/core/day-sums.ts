import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

export type DaySums = { day: string; delivered: number; failed: number; waiting: number }

const FAILED: readonly string[] = ['undelivered', 'expired', 'rejected'] satisfies DeliveryStatus[]
const WAITING: readonly string[] = ['accepted', 'submitting', 'unknown', 'resent'] satisfies DeliveryStatus[]

/** One line a day, also for days on which nothing happened. */
export function sumsByDay(
  days: readonly string[],
  sums: readonly { day: string; status: string; texts: number }[],
): DaySums[] {
  return days.map((day) => {
    const of = sums.filter((sum) => sum.day === day)
    const total = (matches: (status: string) => boolean) =>
      of.reduce((count, { status, texts }) => (matches(status) ? count + texts : count), 0)
    return {
      day,
      delivered: total((status) => status === 'delivered'),
      failed: total((status) => FAILED.includes(status)),
      waiting: total((status) => WAITING.includes(status)),
    }
  })
}
