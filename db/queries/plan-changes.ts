import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { clock } from '#db/clock.ts'
import type { PlanSelection } from '#db/queries/reminder-plan.ts'
import { planned, plannedAbout } from '#db/queries/reminder-plan.ts'

export type PlanChanges = {
  /** Planned reminders that stay as they are, go at another time, go at once (their new moment has passed), or no longer go. */
  stay: number
  move: number
  atOnce: number
  drop: number
  /** Visits that get one now and had none planned. */
  add: number
}

/**
 * What, over the whole chain, rules, hours and holidays as they stand in this transaction would change about what is planned. Writes nothing.
 *
 * A clinic's own version of a rule counts as that rule: where it takes over a reminder at the same moment, nothing changes.
 */
export async function countPlanChanges(
  tx: Tx,
  {
    chainId,
    ruleIds = null,
    selection = null,
    now = null,
  }: { chainId: string; ruleIds?: readonly string[] | null; selection?: PlanSelection; now?: Date | null },
): Promise<PlanChanges> {
  const at = clock(now)
  const ours = (column: string) =>
    ruleIds === null ? sql`true` : sql`${sql.raw(column)} = any(${arrayLiteral(ruleIds)}::uuid[])`
  const [row] = await tx.execute<PlanChanges>(sql`
    with whose as materialized (
      select id, coalesce(override_of, id) as stands_for from reminder_rules where chain_id = ${chainId}
    ), fresh as (
      select p.*, whose.stands_for from (${planned({ chainId, selection, now })}) as p join whose on whose.id = p.rule_id
      where ${ours('p.rule_id')}
    ), old as (
      select r.appointment_id, r.appointment_version, r.channel, r.due_at, whose.stands_for from whole_chain.reminders r join whose on whose.id = r.rule_id
      where r.chain_id = ${chainId} and ${ours('r.rule_id')} and r.status = 'planned' and r.starts_at > ${at}
        and ${selection && 'dueFrom' in selection ? sql`r.appointment_id in (${plannedAbout(chainId, selection)})` : sql`true`}
    )
    select
      count(*) filter (where old.due_at = fresh.due_at and (fresh.reason is null or fresh.reason = 'rule_after_due'))::int as stay,
      count(*) filter (where old.due_at <> fresh.due_at and fresh.reason is null)::int as move,
      count(*) filter (where old.due_at <> fresh.due_at and fresh.reason = 'rule_after_due')::int as "atOnce",
      count(*) filter (where old.due_at is not null and (fresh.id is null or fresh.reason not in ('rule_after_due')))::int as drop,
      count(*) filter (where old.due_at is null and fresh.reason is null and fresh.id is not null)::int as add
    from old full join fresh on fresh.id = old.appointment_id and fresh.version = old.appointment_version and fresh.channel = old.channel
      and fresh.stands_for = old.stands_for`)
  return row ?? { stay: 0, move: 0, atOnce: 0, drop: 0, add: 0 }
}
