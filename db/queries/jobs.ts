import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

// The queues of pg-boss, as the operator sees them. A payload carries ids only; what a failed job said carries no patient's data (handle.ts).

export type QueueFigures = {
  name: string
  waiting: number
  active: number
  failed: number
  /** For how many seconds the oldest job that could run has waited. */
  oldestSeconds: number | null
  /** Instants as ISO texts. */
  lastDoneAt: string | null
  lastFailedAt: string | null
  /** Of the last job that ended well. */
  lastTookMs: number | null
  /** When the clock asks for it, in UTC; none where only events do. */
  cron: string | null
}

/** Every queue with what waits, runs and failed in it; finished jobs are kept for a week. */
export async function listQueues(tx: Tx): Promise<QueueFigures[]> {
  return tx.execute<QueueFigures>(sql`
    with figures as (
      select name,
        count(*) filter (where state in ('created', 'retry'))::int as waiting,
        count(*) filter (where state = 'active')::int as active,
        count(*) filter (where state = 'failed')::int as failed,
        extract(epoch from now() - min(greatest(created_on, start_after)) filter (where state in ('created', 'retry') and start_after <= now()))::int
          as oldest_seconds,
        max(completed_on) filter (where state = 'completed') as last_done_at,
        max(completed_on) filter (where state = 'failed') as last_failed_at,
        (array_agg(extract(epoch from completed_on - started_on) * 1000 order by completed_on desc) filter (where state = 'completed'))[1]::int
          as last_took_ms
      from pgboss.job group by name
    ), clock as (
      select name, string_agg(distinct cron, ', ') as cron from pgboss.schedule group by name
    )
    select q.name, coalesce(f.waiting, 0) as waiting, coalesce(f.active, 0) as active, coalesce(f.failed, 0) as failed,
      f.oldest_seconds as "oldestSeconds", to_json(f.last_done_at) #>> '{}' as "lastDoneAt", to_json(f.last_failed_at) #>> '{}' as "lastFailedAt",
      f.last_took_ms as "lastTookMs", clock.cron
    from pgboss.queue q left join figures f on f.name = q.name left join clock on clock.name = q.name
    where not starts_with(q.name, '__pgboss__')
    order by coalesce(f.failed, 0) > 0 desc, q.name`)
}

export type FailedJob = {
  id: string
  queue: string
  failedAt: string
  tries: number
  /** Names the chain where the job is about one. */
  chainName: string | null
  /** Only names and ids, as the worker wrote it. */
  said: string | null
}

/** Jobs that have used up their tries, the last to fail first. `before` is the last of the page before. */
export async function listFailedJobs(
  tx: Tx,
  { before, limit }: { before?: { failedAt: string; id: string } | undefined; limit: number },
): Promise<FailedJob[]> {
  return tx.execute<FailedJob>(sql`
    select j.id, j.name as queue, to_json(j.completed_on) #>> '{}' as "failedAt", j.retry_count + 1 as tries, c.name as "chainName",
      left(j.output ->> 'message', 200) as said
    from pgboss.job j left join chains c on c.id::text = j.data ->> 'chainId'
    where j.state = 'failed'
      and ${before ? sql`(j.completed_on, j.id) < (${before.failedAt}::timestamptz, ${before.id}::uuid)` : sql`true`}
    order by j.completed_on desc, j.id desc limit ${limit}`)
}

/** Lets a failed job run once more, as pg-boss does it; false when it is no failed one, or one like it waits already. */
export async function retryFailedJob(tx: Tx, { queue, id }: { queue: string; id: string }): Promise<boolean> {
  const rows = await tx.execute(sql`
    update pgboss.job j set state = 'retry', retry_limit = retry_limit + 1, completed_on = null, start_after = now()
    where j.name = ${queue} and j.id = ${id} and j.state = 'failed' and not exists (
      select from pgboss.job other
      where other.name = j.name and other.policy <> 'standard' and other.state in ('created', 'retry')
        and coalesce(other.singleton_key, '') = coalesce(j.singleton_key, '')
    )
    returning 1`)
  return rows.length > 0
}
