import type { PgBoss } from 'pg-boss'

import type { Payload, QueueName } from '#lib/queue/queues.ts'

// All that happens by the clock, on one screen: minute, hour, day, month, weekday in UTC.
// Waking what usually is awake already costs nothing: a waiting wake-up is not added twice.
const lines = [
  line('* * * * *', 'campaigns.keep', {}),
  line('* * * * *', 'imports.keep', {}),
  line('* * * * *', 'deliveries.sweep', {}),
  line('* * * * *', 'deliveries.look-up', {}),
  line('* * * * *', 'batches.hand-over', { channel: 'sms' }),
  line('* * * * *', 'batches.hand-over', { channel: 'email' }),
  line('* * * * *', 'receipts.apply', {}),
  line('* * * * *', 'audit.seal', {}),
  line('* * * * *', 'planner.tick', {}),
  line('* * * * *', 'greetings.plan', {}),
  line('* * * * *', 'letters.send', {}),
  line('* * * * *', 'sign-in.resets', {}),
  line('* * * * *', 'balances.watch', {}),
  line('20 3 * * *', 'recalls.plan', {}),
  line('10 2 * * *', 'partitions.ensure', {}),
  line('40 2 * * *', 'imports.clean', {}),
  line('50 2 * * *', 'ledger.prove', {}),
  line('0 3 * * *', 'audit.verify', {}),
  line('30 1 * * *', 'privacy.keep', {}),
]

/** Puts the lines on pg-boss's calendar, which any number of workers share, and takes off what is no longer among them. */
export async function scheduleAll(boss: PgBoss): Promise<void> {
  const kept = new Set(lines.map(({ queue, key }) => `${queue} ${key}`))
  for (const { name, key } of await boss.getSchedules()) {
    if (!kept.has(`${name} ${key}`)) await boss.unschedule(name, key)
  }
  for (const { cron, queue, payload, key } of lines) {
    await boss.schedule(queue, cron, payload, { tz: 'UTC', key, singletonKey: JSON.stringify(payload) })
  }
}

function line<Q extends QueueName>(cron: string, queue: Q, payload: Payload<Q>) {
  return { cron, queue, payload, key: Object.values(payload).join(' ') }
}
