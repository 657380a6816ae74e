import type { PgBoss } from 'pg-boss'
import type { Payload, QueueName } from '#lib/queue/queues.ts'
import { queues } from '#lib/queue/queues.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { describeError } from '#lib/runtime/describe-error.ts'
import { log } from '#lib/runtime/log.ts'

/** The context of a job: the chain's where the payload names one, else just the moment it began. */
export type JobCtx<Q extends QueueName> = Payload<Q> extends { chainId: string } ? Ctx : { now: Date }

/** What a queue's jobs do. `stopping` aborts when the worker is asked to end: finish what is in hand, begin nothing new. */
export type Work<Q extends QueueName> = (ctx: JobCtx<Q>, payload: Payload<Q>, stopping: AbortSignal) => Promise<unknown>

/** Begins to take jobs off one queue. */
export type Handler = (boss: PgBoss, stopping: AbortSignal) => Promise<unknown>

const POLL_SECONDS = 0.5
/** Each look costs the database and us a millisecond, and there are twenty queues. */
const CALM_POLL_SECONDS = 5

/** Ties a queue to a verb. A job that throws is tried again as its queue says (lib/queue/queues.ts). */
export function handle<Q extends QueueName>(
  queue: Q,
  work: Work<Q>,
  {
    concurrency = 1,
    byTheClock = false,
  }: { concurrency?: number /** Nobody waits for it. */; byTheClock?: boolean } = {},
): Handler {
  const options = {
    batchSize: 1,
    pollingIntervalSeconds: byTheClock ? CALM_POLL_SECONDS : POLL_SECONDS,
    localConcurrency: concurrency,
  }
  return (boss, stopping) =>
    boss.work<object>(queue, options, async ([job]) => {
      if (!job) return
      const payload = queues[queue].payload.parse(job.data) as Payload<Q>
      try {
        await work(contextOf<Q>(payload), payload, stopping)
      } catch (error) {
        log.error('a job failed', error, { queue, jobId: job.id, attempt: job.retryCount + 1 })
        // What pg-boss keeps of a failure must not hold a patient's data either.
        throw new Error(describeError(error).message)
      }
    })
}

function contextOf<Q extends QueueName>(payload: Payload<Q>): JobCtx<Q> {
  return ('chainId' in payload ? chainCtx(payload.chainId) : { now: new Date() }) as JobCtx<Q>
}
