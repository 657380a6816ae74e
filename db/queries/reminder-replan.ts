import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { clock } from '#db/clock.ts'
import { prepared } from '#db/prepared.ts'
import type { Plan } from '#db/queries/reminder-plan.ts'
import { plannedIn } from '#db/queries/reminder-plan.ts'

export type Replanned = {
  /** Rows that somebody else was changing: they stayed as those made them, and are to be looked at again. */
  passedOver: number
  /** The last of the visits ahead that were selected, in the order of their ids; null when there is none. */
  upTo: string | null
}

/** The visit in the middle of those that a chain has ahead, by id; null where it has none. */
export async function findMiddleVisitAhead(tx: Tx, chainId: string, now: Date | null): Promise<string | null> {
  const ahead = sql`appointments where chain_id = ${chainId} and starts_at > ${clock(now)}`
  const [middle] = await tx.execute<{ id: string }>(sql`
    select id from ${ahead} order by id limit 1 offset (select count(*) / 2 from ${ahead})`)
  return middle?.id ?? null
}

/**
 * Makes what is planned for the selected visits what the rules give now: other moments, new reminders, and an end to those that no rule
 * gives any more. What a text was written for, or was decided, stays; what is right is not written.
 *
 * Each reminder is found once and then written where it was found. Whoever wrote it meanwhile has moved it: it is passed over.
 */
export async function rewritePlan(tx: Tx, plan: Plan): Promise<Replanned> {
  const { chainId, selection } = plan
  const ids =
    selection && 'appointmentIds' in selection
      ? sql`${arrayLiteral(selection.appointmentIds)}::uuid[]`
      : sql`array(select id from visit)`
  const [row] = await prepared<Replanned>(
    tx,
    sql`
    with ${plannedIn(plan)}, known as (
      select r.ctid as place, r.appointment_id, r.rule_id, r.appointment_version, r.channel, r.rule_version, r.due_at, r.status, r.kind,
        r.told_starts_at
      from reminders r where r.chain_id = ${chainId} and r.appointment_id = any(${ids})
    ), compared as (
      select k.place, k.status as was, (k.rule_version, k.due_at, k.status, k.kind) as had, k.rule_version < u.version as is_outdated,
        p.id is null as is_gone, coalesce(p.id, k.appointment_id) as id, coalesce(p.rule_id, k.rule_id) as rule_id, p.version, p.channel,
        p.patient_id, p.clinic_id, p.starts_at, coalesce(p.rule_version, k.rule_version) as rule_version, coalesce(p.kind, k.kind) as kind,
        case when p.id is null then k.told_starts_at when p.kind = 'time_changed' then p.told_at end as told_at,
        coalesce(p.due_at, p.version_at, k.due_at) as due_at,
        -- Where a newer rule only says that its moment has passed: it was planned, so it goes at once.
        case when p.id is null then 'dropped' when p.reason is null or (k.status = 'planned' and p.reason = 'rule_after_due') then 'planned'
          else 'skipped' end as status,
        case when p.id is null then 'rule_changed' else p.reason end as reason
      from plan p
      full join known k on k.appointment_id = p.id and k.rule_id = p.rule_id and k.appointment_version = p.version and k.channel = p.channel
      left join reminder_rules u on u.chain_id = ${chainId} and u.id = k.rule_id
    ), news as materialized (
      select * from compared
      where case when place is null then true when is_gone then was = 'planned' and is_outdated
        else was in ('planned', 'dropped', 'skipped') and had is distinct from (rule_version, due_at, status, kind) end
    ), rewritten as (
      update reminders r set rule_version = n.rule_version, kind = n.kind, told_starts_at = n.told_at, due_at = n.due_at, status = n.status,
        reason = case when n.status <> 'planned' then n.reason end, decided_at = case when n.status <> 'planned' then now() end
      -- Always in one order: two who plan the same visits wait for each other and never in a circle.
      from (select * from news where place is not null order by id, rule_id) as n
      where r.chain_id = ${chainId} and r.ctid = n.place
      returning 1
    ), added as (
      insert into reminders (chain_id, appointment_id, rule_id, appointment_version, channel, rule_version, kind, patient_id, clinic_id, starts_at,
        told_starts_at, due_at, status, reason, decided_at)
      select ${chainId}::uuid, id, rule_id, version, channel, rule_version, kind, patient_id, clinic_id, starts_at, told_at, due_at, status, reason,
        case when status <> 'planned' then now() end
      from news where place is null
      order by id, rule_id
      on conflict do nothing
      returning 1
    )
    select (select count(*) from news) - (select count(*) from rewritten) - (select count(*) from added) as "passedOver",
      (select id from visit order by id desc limit 1) as "upTo"`,
  )
  if (!row) throw new Error('no row')
  return row
}
