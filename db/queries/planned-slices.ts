import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { ReminderKey } from '#db/queries/reminders-due.ts'

/** A reminder out of some hours of the days ahead, with how many are planned for those hours; what is overdue counts to the first. */
export type SlicedReminder = ReminderKey & { slice: number; planned: number }

const HOURS_OF_SLICE = 4

/**
 * All reminders planned by the whole chain for the coming days, or, where there are more than `most`, the first `perSlice` of every four hours with how
 * many those hours have. Both come from the index of what is due: a hundred thousand are counted without a row being read.
 */
export async function samplePlanned(
  tx: Tx,
  chainId: string,
  { from, days, most, perSlice }: { from: Date; days: number; most: number; perSlice: number },
): Promise<SlicedReminder[]> {
  return tx.execute<SlicedReminder>(sql`
    with slice as materialized (
      select n as slice, case when n = 0 then '-infinity' else ${from.toISOString()}::timestamptz + make_interval(hours => n * ${HOURS_OF_SLICE}::int) end as begins,
        ${from.toISOString()}::timestamptz + make_interval(hours => (n + 1) * ${HOURS_OF_SLICE}::int) as ends
      from generate_series(0, ${days}::int * 24 / ${HOURS_OF_SLICE}::int - 1) as n
    ), counted as materialized (
      select slice.*, planned.texts, sum(planned.texts) over () as total
      from slice cross join lateral (
        select count(*)::int as texts from whole_chain.reminders r
        where r.chain_id = ${chainId} and r.status = 'planned' and r.due_at >= slice.begins and r.due_at < slice.ends
      ) as planned
    )
    select counted.slice, counted.texts as planned, sample.*
    from counted cross join lateral (
      select r.appointment_id as "appointmentId", r.rule_id as "ruleId", r.appointment_version as version, r.channel from whole_chain.reminders r
      where counted.texts > 0 and r.chain_id = ${chainId} and r.status = 'planned' and r.due_at >= counted.begins and r.due_at < counted.ends
      order by r.due_at limit case when counted.total <= ${most} then ${most}::int else ${perSlice}::int end
    ) as sample
    order by counted.slice`)
}
