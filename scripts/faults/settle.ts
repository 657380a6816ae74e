import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'

import { db } from '#db/client.ts'
import { keepCampaigns } from '#lib/campaigns/keep.ts'
import { resumeCampaign } from '#lib/campaigns/resume.ts'
import type { SentCampaign } from '#scripts/faults/campaigns.ts'
import type { Crew } from '#scripts/faults/crew.ts'
import type { Oracle } from '#scripts/faults/oracle.ts'
import { persistently } from '#scripts/faults/persistently.ts'

const ROUND_MS = 500
/** Rounds without any progress after which the workers are started anew: what they wait for, they ask for at once. */
const STANDSTILL_ROUNDS = 10
const MOST_STANDSTILLS = 12
/** Longer than a living worker leaves a job without a sign (half of what lib/queue/queues.ts allows). */
const SILENCE_SECONDS = 12
const HURRY_MS = 1_000

/**
 * Calm weather: everything that can still happen happens. Waits that only the clock ends are ended here (a retry's pause, a
 * dead worker's job, a receipt's turn), so that a run does not take hours; the workers do all the work.
 */
export async function settle(
  campaigns: readonly SentCampaign[],
  { crew, oracle, tell }: { crew: Crew; oracle: Oracle; tell(line: string): void },
): Promise<void> {
  let last = ''
  let standing = 0
  for (let standstills = 0; standstills < MOST_STANDSTILLS; ) {
    await persistently(() => letTimePass(campaigns))
    const left = await persistently(() => whatIsLeft(oracle))
    if (left === null) return
    if (left !== last) tell(`Left: ${left}`)
    standing = left === last ? standing + 1 : 0
    last = left
    if (standing > STANDSTILL_ROUNDS) {
      standing = 0
      standstills += 1
      await crew.restart()
    }
    await pause(ROUND_MS)
  }
  throw new Error(`the run does not settle: ${last}`)
}

/** Jobs of dead workers are taken up within seconds, until `calm`: their heartbeats and the queue's own look are made for longer leases. */
export async function hurryJobs(calm: AbortSignal): Promise<void> {
  while (!calm.aborted) {
    await persistently(takeUpJobs)
    await pause(HURRY_MS, undefined, { signal: calm }).catch(() => {})
  }
}

/** What pg-boss does itself after longer: a job whose tries are used up, or of which another waits already, is over. */
async function takeUpJobs(): Promise<void> {
  await db().execute(sql`
    update pgboss.job j set start_after = now(), state = (case when j.retry_count < j.retry_limit and not exists (
      select from pgboss.job o
      where o.name = j.name and o.state = 'retry' and coalesce(o.singleton_key, '') = coalesce(j.singleton_key, '')
    ) then 'retry' else 'failed' end)::pgboss.job_state
    where j.state = 'active' and coalesce(j.heartbeat_on, j.started_on) < now() - make_interval(secs => ${SILENCE_SECONDS})`)
  // The planner looks each second.
  await db().execute(sql`
    update pgboss.job set start_after = now() where name = 'planner.tick' and state = 'created' and start_after > now()`)
}

async function letTimePass(campaigns: readonly SentCampaign[]): Promise<void> {
  await takeUpJobs()
  await db().execute(sql`update batches set not_before = now() where done_at is null and not_before > now()`)
  await db().execute(sql`update receipts_to_apply set due_at = now() where due_at > now()`)
  await db().execute(sql`
    update campaigns set updated_at = updated_at - interval '10 minutes' where status = 'preparing' and updated_at < now() - interval '20 seconds'`)
  await keepCampaigns({ now: new Date() })
  const paused = await db().execute<{ id: string }>(sql`select id from campaigns where status = 'paused'`)
  for (const { id } of paused) {
    const campaign = campaigns.find(({ campaignId }) => campaignId === id)
    if (campaign) await resumeCampaign({ ...campaign.ctx, now: new Date() }, campaign).catch(() => {})
  }
}

/** Null when everything is at rest: batches, campaigns, reminders, receipts. */
async function whatIsLeft(oracle: Oracle): Promise<string | null> {
  const [left] = await db().execute<Record<string, number>>(sql`
    select (select count(*) from campaigns where status in ('preparing', 'sending', 'paused') or (status = 'stopped' and finished_at is null)) as campaigns,
      (select count(*) from batches where done_at is null) as batches,
      (select coalesce(sum(texts), 0) from campaign_counts where status in ('planned', 'submitting')) as texts,
      (select count(*) from reminders where status = 'planned') as reminders,
      (select count(*) from receipts_to_apply q join receipts r on r.id = q.receipt_id
       join delivery_refs f on f.provider = r.provider and f.ref = r.ref) as receipts`)
  const waiting = await oracle.waiting()
  const rest = { ...left, waiting }
  return Object.values(rest).every((count) => Number(count) === 0) ? null : JSON.stringify(rest)
}
