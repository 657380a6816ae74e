import { z } from 'zod'

// The whole background work of the portal on one screen: name, payload, retries, time.
// A payload carries ids only: texts and phone numbers are read when the job runs.
// A wake-up says "there is something to do", so one waiting job of a payload is enough: more are not added.

type Queue = {
  payload: z.ZodType<Record<string, string>>
  retryLimit: number
  expireInSeconds: number
  wakeUp?: true
  /** A worker that is silent for so long is dead, and another takes the job, rather than wait for it to expire. */
  heartbeatSeconds?: number
  /** A wake-up of which only one may run at a time, on whatever worker. */
  oneAtATime?: true
}

const SILENCE_SECONDS = 20

const campaign = z.object({ chainId: z.uuid(), campaignId: z.uuid() })
const nothing = z.object({})

export const queues = {
  // The recipients are written down in ranges, and a range that is there is skipped: safe to repeat.
  'campaign.materialise': {
    payload: campaign,
    retryLimit: 5,
    expireInSeconds: 3600,
    heartbeatSeconds: SILENCE_SECONDS,
  },
  // The moment a scheduled campaign begins.
  'campaign.start': { payload: campaign, retryLimit: 5, expireInSeconds: 600, heartbeatSeconds: SILENCE_SECONDS },
  // Every text of it has been handed over or called off; may come twice.
  'campaign.finish': { payload: campaign, retryLimit: 5, expireInSeconds: 600, heartbeatSeconds: SILENCE_SECONDS },
  // Starts what is due, takes up what was left lying, and keeps sending hours.
  'campaigns.keep': {
    payload: nothing,
    retryLimit: 0,
    expireInSeconds: 300,
    heartbeatSeconds: SILENCE_SECONDS,
    wakeUp: true,
    oneAtATime: true,
  },
  // The batches themselves are claimed from their table; a batch whose worker died is found by the sweep.
  'batches.hand-over': {
    payload: z.object({ channel: z.enum(['sms', 'email']) }),
    retryLimit: 0,
    expireInSeconds: 900,
    wakeUp: true,
  },
  'receipts.apply': { payload: nothing, retryLimit: 0, expireInSeconds: 300, wakeUp: true, oneAtATime: true },
  // Asks providers for texts in doubt whose turn it is; those it takes are not taken again before their next turn.
  'deliveries.look-up': { payload: nothing, retryLimit: 0, expireInSeconds: 300, wakeUp: true, oneAtATime: true },
  'deliveries.sweep': { payload: nothing, retryLimit: 0, expireInSeconds: 300, wakeUp: true, oneAtATime: true },
  // Progress is committed range by range, so a repeat goes on where the last run was.
  'import.run': {
    payload: z.object({ chainId: z.uuid(), importId: z.uuid() }),
    // Three quarters of an hour with its growing delays; then a person lets it go on.
    retryLimit: 8,
    expireInSeconds: 14_400,
    heartbeatSeconds: SILENCE_SECONDS,
  },
  // Gives an import whose job was lost another, and tells of one whose job has used up its tries.
  'imports.keep': { payload: nothing, retryLimit: 0, expireInSeconds: 300, wakeUp: true, oneAtATime: true },
  // Takes away the files and rows of imports of last month.
  'imports.clean': { payload: nothing, retryLimit: 5, expireInSeconds: 3600, wakeUp: true, oneAtATime: true },
  // Writes the texts that are due by their rules; each tick asks for the next in ten seconds. Two may run at a time, for they take
  // different rows. (One at a time would keep them waiting: what pg-boss saw running at its look each minute it counts as running
  // until the next.)
  'planner.tick': { payload: nothing, retryLimit: 0, expireInSeconds: 600, heartbeatSeconds: 20, wakeUp: true },
  // Today's birthdays, and patients whose last visit is long ago; each is planned once, however often these run.
  'greetings.plan': { payload: nothing, retryLimit: 0, expireInSeconds: 300, wakeUp: true, oneAtATime: true },
  'recalls.plan': { payload: nothing, retryLimit: 3, expireInSeconds: 1800, wakeUp: true, oneAtATime: true },
  // After a change of rules, hours or holidays all visits ahead of a chain are planned anew; begins again where it was killed.
  'reminders.replan': {
    payload: z.object({ chainId: z.uuid() }),
    retryLimit: 5,
    expireInSeconds: 3600,
    heartbeatSeconds: 20,
    wakeUp: true,
    oneAtATime: true,
  },
  // Whether every chain's money adds up from all sides; only reads, so it may run whenever somebody asks.
  'ledger.prove': { payload: nothing, retryLimit: 2, expireInSeconds: 3600, wakeUp: true, oneAtATime: true },
  // Writes to managers whose chain's money has fallen below its threshold, once per fall.
  'balances.watch': { payload: nothing, retryLimit: 0, expireInSeconds: 300, wakeUp: true, oneAtATime: true },
  // The audit log's seal of each minute, and the nightly check that log and seals still fit.
  'audit.seal': { payload: nothing, retryLimit: 0, expireInSeconds: 300, wakeUp: true, oneAtATime: true },
  'audit.verify': { payload: nothing, retryLimit: 2, expireInSeconds: 3600, wakeUp: true, oneAtATime: true },
  // Hands over the service's own letters that are due; they lie in their table, so a lost wake-up only waits for the next minute.
  'letters.send': { payload: nothing, retryLimit: 0, expireInSeconds: 600, wakeUp: true, oneAtATime: true },
  // Looks for whom a new password was asked for; away from the request, whose time must not tell.
  'sign-in.resets': { payload: nothing, retryLimit: 0, expireInSeconds: 300, wakeUp: true, oneAtATime: true },
  // Takes away what is no longer kept, and erases again who has come back with a restore; goes on where it was.
  'privacy.keep': { payload: nothing, retryLimit: 3, expireInSeconds: 14_400, wakeUp: true, oneAtATime: true },
  'partitions.ensure': { payload: nothing, retryLimit: 5, expireInSeconds: 300, wakeUp: true, oneAtATime: true },
} as const satisfies Record<string, Queue>

export type QueueName = keyof typeof queues
export type Payload<Q extends QueueName> = z.infer<(typeof queues)[Q]['payload']>

/** How pg-boss is told of each queue. */
export function queueDefinitions() {
  return Object.entries<Queue>(queues).map(
    ([name, { retryLimit, expireInSeconds, heartbeatSeconds, wakeUp, oneAtATime }]) => ({
      name,
      policy: queuePolicy(wakeUp, oneAtATime),
      options: {
        retryLimit,
        expireInSeconds,
        retryDelay: 5,
        retryBackoff: true,
        ...(heartbeatSeconds && { heartbeatSeconds }),
      },
    }),
  )
}

export function isWakeUp(queue: QueueName): boolean {
  return 'wakeUp' in queues[queue]
}

/** pg-boss: `short` lets one job wait, `stately` one wait and one run, both counted per singleton key. */
function queuePolicy(wakeUp?: true, oneAtATime?: true): 'standard' | 'short' | 'stately' {
  if (!wakeUp) return 'standard'
  return oneAtATime ? 'stately' : 'short'
}
