import { sql } from 'drizzle-orm'

import { db } from '#db/client.ts'
import type { Finding } from '#scripts/faults/check.ts'
import { lineOf, readTakings } from '#scripts/faults/oracle/takings.ts'
import type { FaultsRun } from '#scripts/faults/run.ts'

/** All that is known of a text that something is wrong with, from both sides. */
export async function timelineOf(
  { breach, campaign, person }: Finding,
  { campaigns, visits }: Pick<FaultsRun, 'campaigns' | 'visits'>,
  logFile: string,
): Promise<string> {
  const campaignId = campaigns.find(({ name }) => name === campaign)?.campaignId ?? null
  const visit = visits.find(({ name }) => name === campaign)
  const [reminder] = await db().execute<{ delivery: string | null }>(sql`
    select r.delivery_id as delivery, r.status, r.reason, r.due_at, r.decided_at, r.rule_version from reminders r
    join patients p on p.chain_id = r.chain_id and p.id = r.patient_id
    where r.rule_id = ${visit?.ruleId ?? null}::uuid and substr(p.first_name, 2)::int = ${person}`)
  const [delivery] = await db().execute<{ id: string }>(sql`
    select d.id, d.status, d.reason, d.provider, d.epoch, d.submitted_at, d.accepted_at, d.final_at
    from deliveries d join patients p on p.chain_id = d.chain_id and p.id = d.patient_id
    where (d.campaign_id = ${campaignId}::uuid and substr(p.first_name, 2)::int = ${person}) or d.id = ${reminder?.delivery ?? null}::uuid`)
  const receipts = await db().execute(sql`
    select f.ref, f.part, f.accepted_at, r.status, r.received_at from delivery_refs f
    left join receipts r on r.provider = f.provider and r.ref = f.ref
    where f.delivery_id = ${delivery?.id ?? null}::uuid order by r.received_at`)
  const [batch] = await db().execute(sql`
    select status, epoch, attempts, lease_until, done_at from batches
    where ${delivery?.id ?? null}::uuid between first_id and last_id`)
  const takings: string[] = []
  for await (const taking of readTakings(logFile)) {
    if (taking.campaign === campaign && taking.person === person) takings.push(lineOf(taking).trim())
  }
  return [
    `${breach}: person ${person} of campaign ${campaign} (${campaignId ?? visit?.ruleId})`,
    `  delivery ${JSON.stringify(delivery ?? null)}`,
    ...(visit ? [`  reminder ${JSON.stringify(reminder ?? null)}`] : []),
    `  batch    ${JSON.stringify(batch ?? null)}`,
    ...receipts.map((receipt) => `  receipt  ${JSON.stringify(receipt)}`),
    ...takings.map((taking) => `  oracle   ${taking}`),
  ].join('\n')
}
