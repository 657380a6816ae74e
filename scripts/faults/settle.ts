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

async function letTimePass(campaigns: readonly SentCampaign[]): Promise<void> {
  await db().execute(sql`
    update pgboss.job set state = 'retry', start_after = now() where state = 'active' and started_on < now() - interval '20 seconds'`)
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

/** Null when everything is at rest: batches, campaigns, receipts. */
async function whatIsLeft(oracle: Oracle): Promise<string | null> {
  const [left] = await db().execute<Record<string, number>>(sql`
    select (select count(*) from campaigns where status in ('preparing', 'sending', 'paused') or (status = 'stopped' and finished_at is null)) as campaigns,
      (select count(*) from batches where done_at is null) as batches,
      (select coalesce(sum(texts), 0) from campaign_counts where status in ('planned', 'submitting')) as texts,
      (select count(*) from receipts_to_apply q join receipts r on r.id = q.receipt_id
       join delivery_refs f on f.provider = r.provider and f.ref = r.ref) as receipts`)
  const waiting = await oracle.waiting()
  const rest = { ...left, waiting }
  return Object.values(rest).every((count) => Number(count) === 0) ? null : JSON.stringify(rest)
}
