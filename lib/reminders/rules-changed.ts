import type { Tx } from '#db/client.ts'
import { lockReminderRules } from '#db/queries/reminder-plan.ts'
import { raiseAllRules } from '#db/queries/reminder-rules.ts'
import { enqueue } from '#lib/queue/enqueue.ts'

/**
 * Has all visits ahead of a chain planned anew, since hours, holidays or a switch have changed. In the transaction of the change, and
 * before it writes: bookings that are being written finish first.
 */
export async function rulesChanged(tx: Tx, { chainId }: { chainId: string }): Promise<void> {
  await lockReminderRules(tx, chainId, 'change')
  await raiseAllRules(tx, chainId)
  await enqueue(tx, 'reminders.replan', { chainId })
}
