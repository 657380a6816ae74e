import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'

export type ScheduledCampaign = { id: string; name: string; day: string; people: number; costMicro: number }

/** Campaigns that start in the days ahead, with what was agreed when they were scheduled. */
export async function listScheduledCampaigns(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  { from, days, zone }: { from: string; days: number; zone: string },
): Promise<ScheduledCampaign[]> {
  const seen =
    clinicIds === 'all'
      ? sql`true`
      : sql`(c.sender_clinic_ids is null or c.sender_clinic_ids && ${arrayLiteral(clinicIds)}::uuid[])`
  return tx.execute<ScheduledCampaign>(sql`
    select c.id, c.name, day::text, coalesce(c.people, 0)::int as people, coalesce(c.cost_micro, 0)::float8 as "costMicro"
    from campaigns c cross join lateral (select (c.send_at at time zone ${zone})::date as day) as at
    where c.chain_id = ${chainId} and c.status = 'scheduled' and c.archived_at is null and ${seen}
      and day >= ${from}::date and day < ${from}::date + ${days}::int
    order by c.send_at, c.id`)
}
