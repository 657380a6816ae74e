import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { clock } from '#db/clock.ts'
import { USELESS_MINUTES } from '#lib/core/reminder-rule.ts'

// Plans reminders for thousands of visits in a statement. What is decided here is lib/core/reminder-rule.ts in SQL (a test holds the
// two together); the instants are PostgreSQL's. What a visit was told of, and what is planned of it, may be of the clinic where it was
// before: that is read, and dropped, over the whole chain.

/** Which appointments are planned; null is all of a chain that lie ahead. */
export type PlanSelection =
  | { appointmentIds: readonly string[] }
  /** So many of those that lie ahead between two ids, in the order in which they were booked. */
  | { after: string; upTo: string | null; size: number }
  /** Those that a reminder planned from one day of the UTC calendar to before another is about. */
  | { dueFrom: string; dueBefore: string }
  | null

export type Plan = {
  chainId: string
  selection: PlanSelection
  /** Null is the database's own clock. */
  now?: Date | null
  /** Nothing about these visits was ever written: what their patients were told need not be looked up. */
  isUntold?: boolean
}

/**
 * Bookings of a chain plan under a shared lock, a change of its rules takes it alone: so a booking has planned under the rules of
 * before and can be seen by who plans anew, or plans under those of after. Held to the end of the transaction.
 */
export async function lockReminderRules(tx: Tx, chainId: string, mode: 'share' | 'change'): Promise<void> {
  const key = sql`hashtextextended('reminder rules ' || ${chainId}::text, 0)`
  if (mode === 'share') await tx.execute(sql`select pg_advisory_xact_lock_shared(${key})`)
  else await tx.execute(sql`select pg_advisory_xact_lock(${key})`)
}

/**
 * Whether a chain has, or ever had, rules: without one there is nothing to plan or to drop. And whether a text about some of these
 * visits was ever written: only then are deliveries asked, whose fifteen months take longer to plan for than all the rest.
 */
export async function whatToPlan(
  tx: Tx,
  chainId: string,
  appointmentIds: readonly string[],
): Promise<{ hasRules: boolean; isUntold: boolean }> {
  const [row] = await tx.execute<{ hasRules: boolean; isUntold: boolean }>(sql`
    select exists (select from reminder_rules where chain_id = ${chainId}) as "hasRules",
      not exists (
        select from whole_chain.reminders
        where chain_id = ${chainId} and appointment_id = any(${arrayLiteral(appointmentIds)}::uuid[]) and status = 'written'
      ) as "isUntold"`)
  return row ?? { hasRules: false, isUntold: false }
}

/**
 * Drops what is planned for older versions of some appointments. What went out stays as it was. Taken in hand in the order in which
 * `rewritePlan` writes: two who meet at several visits wait for each other and never in a circle.
 */
export async function dropOutdated(tx: Tx, chainId: string, appointmentIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    with outdated as materialized (
      select r.appointment_id, r.rule_id, r.appointment_version, r.channel from appointments a
      join whole_chain.reminders r on r.chain_id = ${chainId} and r.appointment_id = a.id and r.status = 'planned'
        and r.appointment_version < a.version
      where a.chain_id = ${chainId} and a.id = any(${arrayLiteral(appointmentIds)}::uuid[])
      order by r.appointment_id, r.rule_id
      for update of r
    )
    update whole_chain.reminders r set status = 'dropped', reason = 'moved', decided_at = now()
    from outdated o
    where r.chain_id = ${chainId} and r.appointment_id = o.appointment_id and r.rule_id = o.rule_id
      and r.appointment_version = o.appointment_version and r.channel = o.channel and r.status = 'planned'`)
}

/**
 * Writes what the rules give for the present version of the selected appointments, as far as they lie ahead. What is planned already
 * moves to its present moment, at once where that has passed; what was decided stays.
 */
export async function writePlan(tx: Tx, plan: Plan): Promise<void> {
  await tx.execute(sql`
    insert into reminders as r (chain_id, appointment_id, rule_id, appointment_version, channel, rule_version, kind, patient_id, clinic_id,
      starts_at, told_starts_at, due_at, status, reason, decided_at)
    select ${plan.chainId}::uuid, p.id, p.rule_id, p.version, p.channel, p.rule_version, p.kind, p.patient_id, p.clinic_id, p.starts_at,
      case when p.kind = 'time_changed' then p.told_at end, coalesce(p.due_at, p.version_at),
      case when p.reason is null then 'planned' else 'skipped' end, p.reason, case when p.reason is not null then now() end
    from (${planned(plan)}) as p
    -- Always in one order: two who plan the same visits wait for each other and never in a circle.
    order by p.id, p.rule_id
    on conflict (chain_id, appointment_id, rule_id, appointment_version, channel) do update set
      rule_version = excluded.rule_version, kind = excluded.kind, due_at = excluded.due_at, told_starts_at = excluded.told_starts_at,
      status = ${kept(sql`'planned'`, sql`excluded.status`)}, reason = ${kept(sql`null`, sql`excluded.reason`)},
      decided_at = ${kept(sql`null`, sql`excluded.decided_at`)}
    where r.status in ('planned', 'dropped', 'skipped')
      and (r.rule_version, r.due_at, r.status, r.kind) is distinct from (excluded.rule_version, excluded.due_at, excluded.status, excluded.kind)`)
}

/** What the reminder had stays where a newer rule only says that its moment has passed: it was planned, so it goes at once. */
function kept(old: SQL, other: SQL): SQL {
  return sql`case when r.status = 'planned' and excluded.reason = 'rule_after_due' then ${old} else ${other} end`
}

function selected(chainId: string, selection: PlanSelection): SQL {
  if (selection === null) return sql`true`
  if ('appointmentIds' in selection) return sql`a.id = any(${arrayLiteral(selection.appointmentIds)}::uuid[])`
  if ('dueFrom' in selection) {
    return sql`a.id in (${plannedAbout(chainId, selection)})`
  }
  const upTo = selection.upTo === null ? sql`` : sql` and a.id <= ${selection.upTo}::uuid`
  return sql`a.id > ${selection.after}::uuid${upTo}`
}

/** Appointments that a reminder planned for some days is about. */
export function plannedAbout(chainId: string, { dueFrom, dueBefore }: { dueFrom: string; dueBefore: string }): SQL {
  return sql`select appointment_id from whole_chain.reminders where chain_id = ${chainId} and status = 'planned'
    and due_at >= ${dueFrom}::timestamp at time zone 'UTC' and due_at < ${dueBefore}::timestamp at time zone 'UTC'`
}

/** One row for each visit and rule that has something to say to it; `reason` null is planned, at `due_at`. */
export function planned(plan: Plan): SQL {
  return sql`with ${plannedIn(plan)} select * from plan`
}

/** The same as common table expressions: `visit` are the appointments selected, `plan` what the rules give for them. */
export function plannedIn({ chainId, selection, now = null, isUntold = false }: Plan): SQL {
  const at = clock(now)
  const inOrder = selection && 'size' in selection ? sql`order by a.id limit ${sql.raw(String(selection.size))}` : sql``
  return sql`
    place as materialized (
      select c.id as clinic_id, c.zone, c.opens_at, c.closes_at, closed_days(c.chain_id, c.id) as closed_on
      from clinics c where c.chain_id = ${chainId} and is_switched_on(c.chain_id, 'reminders', c.id)
    ), rule as materialized (
      select u.id as rule_id, u.version as rule_version, u.moment, u.minutes, u.days, u.at_local, u.channel, u.late_booking,
        u.moment in ('before_visit', 'day_before') as counts_back, place.*,
        bool_or(u.moment = 'time_changed') over same as has_time_changed,
        bool_or(u.moment in ('when_made', 'after_made')) over same as has_from_booking
      from reminder_rules u join place on u.clinic_ids is null or place.clinic_id = any(u.clinic_ids)
      where u.chain_id = ${chainId} and u.enabled and u.archived_at is null and not exists (
        select from reminder_rules o
        where o.chain_id = u.chain_id and o.override_of = u.id and o.archived_at is null and place.clinic_id = any(o.clinic_ids)
      )
      window same as (partition by place.clinic_id, u.channel)
    ), visit as materialized (
      select a.id, a.version, a.version_at, a.patient_id, a.clinic_id, a.starts_at,
        a.starts_at - make_interval(mins => ${sql.raw(String(USELESS_MINUTES))}) as useless_from
      from whole_chain.appointments a
      where a.chain_id = ${chainId} and ${selected(chainId, selection)} and a.starts_at > ${at}
      ${inOrder}
    ), told as materialized (${isUntold ? NOTHING_TOLD : toldOf(chainId)}), timed as (
      select visit.*, rule.rule_id, rule.rule_version, rule.moment, rule.channel, rule.late_booking, rule.counts_back, rule.has_time_changed,
        rule.has_from_booking, rule.zone, rule.opens_at, rule.closes_at, rule.closed_on,
        told.starts_at as told_at, told.is_right as told_right,
        case rule.moment
          when 'before_visit' then visit.starts_at - make_interval(mins => rule.minutes)
          when 'day_before' then ((visit.starts_at at time zone rule.zone)::date - rule.days + rule.at_local) at time zone rule.zone
          when 'after_made' then visit.version_at + make_interval(mins => rule.minutes)
          else visit.version_at
        end as wanted
      from visit join rule on rule.clinic_id = visit.clinic_id
      left join told on told.id = visit.id and told.channel = rule.channel
    ), placed as (
      select timed.*, case when counts_back then sending_time_before(wanted, zone, opens_at, closes_at, closed_on)
        else sending_time_after(wanted, zone, opens_at, closes_at, closed_on) end as send_at
      from timed
    ), judged as (
      select placed.*, counts_back and (send_at is null or send_at <= version_at) as is_missed from placed
    ), ranked as (
      select judged.*,
        case when is_missed then row_number() over (partition by id, channel, is_missed, late_booking order by wanted desc, rule_id) end as missed_place,
        case when is_missed then sending_time_after(version_at, zone, opens_at, closes_at, closed_on) else send_at end as due
      from judged
    ), decided as (
      select ranked.*,
        case when moment = 'time_changed' then 'time_changed' when is_missed and late_booking = 'confirmation' then 'confirmation'
          else 'reminder' end as kind,
        case
          when is_missed and (told_right or (told_at is not null and has_time_changed)) then 'told_of_change'
          when is_missed and late_booking = 'skip' then 'late_booking'
          when is_missed and told_at is null and has_from_booking then 'told_when_made'
          when is_missed and missed_place > 1 then 'late_booking'
          when (is_missed or not counts_back) and (due is null or due >= useless_from) then 'visit_first'
          when due < ${at} then 'rule_after_due'
        end as reason
      from ranked
      where case when moment = 'time_changed' then told_at is not null and not told_right when counts_back then true else told_at is null end
    ), plan as (
      select id, version, version_at, patient_id, clinic_id, starts_at, told_at, rule_id, rule_version, channel, due as due_at, reason,
        case when reason in ('told_of_change', 'told_when_made', 'late_booking') then 'reminder' else kind end as kind
      from decided
    )`
}

const NOTHING_TOLD = sql`select null::uuid as id, null::text as channel, null::timestamptz as starts_at, null::boolean as is_right where false`

/**
 * What the patient of a visit was last told of it, over each channel, and whether that still holds. Looked up visit by visit (offset 0
 * keeps it so): few were moved, and what was ever written is a hundred times as much.
 */
function toldOf(chainId: string): SQL {
  return sql`
    select distinct on (visit.id, r.channel) visit.id, r.channel, r.starts_at,
      (r.starts_at, r.clinic_id) is not distinct from (visit.starts_at, visit.clinic_id) as is_right
    from visit
    cross join lateral (
      select r.* from whole_chain.reminders r
      where r.chain_id = ${chainId} and r.appointment_id = visit.id and r.appointment_version < visit.version
        and r.status = 'written' and r.patient_id = visit.patient_id
      offset 0
    ) as r
    where visit.version > 1 and exists (
      select from whole_chain.deliveries d where d.chain_id = ${chainId} and d.month = r.month and d.id = r.delivery_id and ${wentOut(sql`d.status`)}
      offset 0
    )
    order by visit.id, r.channel, r.appointment_version desc, r.decided_at desc`
}

/** Whether a text with this status may have reached its patient. */
export function wentOut(status: SQL): SQL {
  return sql`${status} in ('submitting', 'unknown', 'resent', 'accepted', 'delivered', 'written_off')`
}
