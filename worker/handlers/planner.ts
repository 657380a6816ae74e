import { planPersonalTexts } from '#lib/personal-texts/plan.ts'
import { tickPlanner } from '#lib/planner/tick.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { replanReminders } from '#lib/reminders/replan.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import type { Handler } from '#worker/handle.ts'
import { handle } from '#worker/handle.ts'

const EVERY_SECONDS = 10

/** Each tick asks for the next; should one be lost, the minute's line on the calendar begins anew. */
const tick = handle('planner.tick', async (_ctx, _payload, stopping) => {
  try {
    await tickPlanner({ stopping })
  } finally {
    await asWorker((tx) => enqueue(tx, 'planner.tick', {}, { startAfter: EVERY_SECONDS }))
  }
})

/** The first tick of a worker is at once: there may be hours to catch up on. */
const startPlanner: Handler = async (boss, stopping) => {
  await tick(boss, stopping)
  await asWorker((tx) => enqueue(tx, 'planner.tick', {}))
}

export const plannerHandlers: Handler[] = [
  startPlanner,
  handle('greetings.plan', () => planPersonalTexts('greeting'), { byTheClock: true }),
  handle('recalls.plan', () => planPersonalTexts('recall'), { byTheClock: true }),
  handle('reminders.replan', (ctx, payload, stopping) => replanReminders(ctx, payload, { stopping })),
]
