import type { Tx } from '#db/client.ts'
import type { Plan } from '#db/queries/reminder-plan.ts'
import { dropOutdated, lockReminderRules, whatToPlan, writePlan } from '#db/queries/reminder-plan.ts'
import { rewritePlan } from '#db/queries/reminder-replan.ts'

/**
 * Plans the reminders of appointments that were just made or changed, in the transaction of the change: what was planned for their
 * older versions is dropped, and the rules are asked anew. Call `awaitReminderRules` before the first of them is written.
 */
export async function planReminders(
  tx: Tx,
  { chainId }: { chainId: string },
  appointmentIds: readonly string[],
  now: Date | null = null,
): Promise<void> {
  if (appointmentIds.length === 0) return
  await lockReminderRules(tx, chainId, 'share')
  const { hasRules, isUntold } = await whatToPlan(tx, chainId, appointmentIds)
  if (!hasRules) return
  await dropOutdated(tx, chainId, appointmentIds)
  await writePlan(tx, { chainId, selection: { appointmentIds }, now, isUntold })
}

/** Waits for a change of the chain's rules that is being written, and keeps others out until the transaction ends. */
export async function awaitReminderRules(tx: Tx, { chainId }: { chainId: string }): Promise<void> {
  await lockReminderRules(tx, chainId, 'share')
}

/**
 * Plans visits anew that were planned before, after the rules, hours or holidays have changed.
 *
 * @returns the last of them that lie ahead, in the order of their ids
 */
export async function planAnew(tx: Tx, plan: Plan): Promise<string | null> {
  for (;;) {
    const { passedOver, upTo } = await rewritePlan(tx, plan)
    if (passedOver === 0) return upTo
  }
}
