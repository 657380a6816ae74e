import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { clock } from '#db/clock.ts'
import { prepared } from '#db/prepared.ts'
import type { ClinicNow } from '#db/queries/clinics-now.ts'
import { wentOut } from '#db/queries/reminder-plan.ts'
import type { PersonFacts } from '#lib/core/automatic-recipient.ts'
import { STOPPED_BY_OPT_OUT_OF } from '#lib/core/refusal-purposes.ts'
import type { ReminderKind } from '#lib/core/reminder-rule.ts'

// What the planner takes in hand. Reminders are claimed row by row with SKIP LOCKED; whoever changes an appointment meanwhile waits for
// the claim to end, and the hand-over asks for the version once more.

/** A reminder by its key within a chain. */
export type ReminderKey = { appointmentId: string; ruleId: string; version: number; channel: 'sms' | 'email' }

/** A reminder with the facts of this moment. Instants are milliseconds, wall-clock times the clinic's. */
export type DueReminder = ReminderKey &
  PersonFacts &
  ClinicNow & {
    /** Where its row is, for as long as it is locked; empty where it was read by its key. */
    place: string
    kind: ReminderKind
    isDue: boolean
    superseded: boolean
    ruleOutdated: boolean
    /** Off, gone, or switched off at the clinic. */
    ruleOff: boolean
    statusFits: boolean
    wasTold: boolean
    startsAtMilliseconds: number
    startsLocal: string
    toldLocal: string | null
    doctor: string | null
    office: string | null
    templateId: string | null
    noLanguageAs: string | null
    patientId: string
    firstName: string
    lastName: string
  }

/** Which reminders: by where they were found under a lock of this transaction, which is quicker, or by their keys. */
export type Wanted = { places: readonly string[] } | { keys: readonly ReminderKey[] }

/** What becomes of a reminder that is not written. */
export type Decision = ReminderKey & {
  status: 'planned' | 'dropped' | 'left_out' | 'too_late'
  reason: string | null
  /** When it is looked at again, in milliseconds; only for what stays planned. */
  dueAtMilliseconds: number | null
}

export type WrittenReminder = { place: string; deliveryId: string; month: string; shared: boolean }

/** Whether nobody else plans for the chain; if so, nobody does until the transaction ends, and families meet in one hand. */
export async function takePlannersTurn(tx: Tx, chainId: string): Promise<boolean> {
  const [row] = await tx.execute<{ taken: boolean }>(sql`
    select pg_try_advisory_xact_lock(hashtextextended('planner ' || ${chainId}::text, 0)) as taken`)
  return row?.taken ?? false
}

/** Takes the reminders that are due first, and says where they are. Those in somebody else's hand are passed over. */
export async function claimDueReminders(tx: Tx, chainId: string, now: Date | null, limit: number): Promise<string[]> {
  const rows = await prepared<{ place: string }>(
    tx,
    sql`
    select ctid::text as place from reminders
    where chain_id = ${chainId} and status = 'planned' and due_at <= ${clock(now)}
    order by due_at limit ${limit}
    for update skip locked`,
  )
  return rows.map(({ place }) => place)
}

/**
 * Finds what tells of other visits at the same number, clinic and day under the same rule: of one family, or of one patient. Due
 * later or not, they go in one text.
 */
export async function findSiblings(tx: Tx, chainId: string, claimed: readonly DueReminder[]): Promise<ReminderKey[]> {
  const reached = claimed.filter(({ kind }) => kind !== 'time_changed')
  if (reached.length === 0) return []
  const column = (values: (string | number | null)[]) => sql`${arrayLiteral(values)}`
  // Looked up one by one (offset 0 keeps it so): to its statistics a new chain is empty, and PostgreSQL would rather read all of it.
  return prepared<ReminderKey>(
    tx,
    sql`
    select distinct s.*
    from unnest(${column(reached.map(({ appointmentId }) => appointmentId))}::uuid[], ${column(reached.map(({ ruleId }) => ruleId))}::uuid[],
      ${column(reached.map(({ channel }) => channel))}::text[], ${column(reached.map(addressOf))}::text[],
      ${column(reached.map(({ clinicId }) => clinicId))}::uuid[], ${column(reached.map(({ startsLocal }) => startsLocal.slice(0, 10)))}::date[],
      ${column(reached.map(({ zone }) => zone))}::text[]
    ) as k (appointment_id, rule_id, channel, address, clinic_id, visit_day, zone)
    cross join lateral (
      select q.id from patients q where k.channel = 'sms' and q.chain_id = ${chainId} and q.phone = k.address
      union all
      select q.id from patients q where k.channel = 'email' and q.chain_id = ${chainId} and q.email = k.address
      offset 0
    ) as q
    cross join lateral (
      select b.id, b.version from appointments b
      where b.chain_id = ${chainId} and b.patient_id = q.id
        and b.starts_at >= k.visit_day::timestamp at time zone k.zone and b.starts_at < (k.visit_day + 1)::timestamp at time zone k.zone
        and b.clinic_id = k.clinic_id and b.id <> k.appointment_id
      offset 0
    ) as b
    cross join lateral (
      select s.appointment_id as "appointmentId", s.rule_id as "ruleId", s.appointment_version as version, s.channel from reminders s
      where s.chain_id = ${chainId} and s.appointment_id = b.id and s.rule_id = k.rule_id and s.appointment_version = b.version
        and s.channel = k.channel and s.status = 'planned'
      offset 0
    ) as s`,
  )
}

/** Takes those of some siblings that are not claimed yet, are still planned and in nobody else's hand. */
export async function claimSiblings(
  tx: Tx,
  chainId: string,
  siblings: readonly ReminderKey[],
  claimed: readonly ReminderKey[],
): Promise<string[]> {
  if (siblings.length === 0) return []
  const known = new Set(claimed.map(nameOf))
  const found = new Map(siblings.map((sibling) => [nameOf(sibling), sibling]))
  const wanted = [...found].flatMap(([name, sibling]) => (known.has(name) ? [] : [sibling]))
  if (wanted.length === 0) return []
  const rows = await tx.execute<{ place: string }>(sql`
    select r.ctid::text as place from ${byKeys(chainId, wanted, sql`reminders`)}
    where r.status = 'planned' for update of r skip locked`)
  return rows.map(({ place }) => place)
}

function nameOf({ appointmentId, ruleId, version, channel }: ReminderKey): string {
  return `${appointmentId} ${ruleId} ${version} ${channel}`
}

function addressOf({ channel, phone, email }: DueReminder): string | null {
  return channel === 'sms' ? phone : email
}

/**
 * Reads everything about some reminders anew, beside what is so of their clinics; of any clinic, since the reserve for all of them is
 * reckoned from it.
 */
export async function readDueReminders(
  tx: Tx,
  { chainId, now, clinics }: { chainId: string; now: Date | null; clinics: ReadonlyMap<string, ClinicNow> },
  wanted: Wanted,
): Promise<DueReminder[]> {
  if (('places' in wanted ? wanted.places : wanted.keys).length === 0) return []
  const rows = await prepared<DueReminder>(
    tx,
    sql`
    select ${'places' in wanted ? sql`k.place::text` : sql`''`} as place, r.appointment_id as "appointmentId", r.rule_id as "ruleId", r.appointment_version as version, r.channel, r.kind,
      r.due_at <= ${clock(now)} as "isDue", a.version <> r.appointment_version as superseded, r.rule_version <> u.version as "ruleOutdated",
      not u.enabled or u.archived_at is not null as "ruleOff", a.status = any(u.statuses) as "statusFits",
      case when r.kind <> 'time_changed' then true else exists (
        select from whole_chain.reminders before
        join whole_chain.deliveries d on d.chain_id = ${chainId} and d.month = before.month and d.id = before.delivery_id
        where before.chain_id = ${chainId} and before.appointment_id = r.appointment_id
          and before.appointment_version < r.appointment_version and ${wentOut(sql`d.status`)}
      ) end as "wasTold",
      (extract(epoch from a.starts_at) * 1000)::bigint as "startsAtMilliseconds",
      to_char(a.starts_at at time zone c.zone, ${LOCAL}) as "startsLocal", to_char(r.told_starts_at at time zone c.zone, ${LOCAL}) as "toldLocal",
      a.doctor, a.office, coalesce(variant.id, template.id) as "templateId", u.no_language_as as "noLanguageAs",
      p.id as "patientId", p.first_name as "firstName", p.last_name as "lastName", p.deceased, p.language, p.phone,
      p.phone_kind as "phoneKind", p.phone_country as "phoneCountry", p.email,
      exists (
        select from whole_chain.opt_outs o
        where o.chain_id = ${chainId} and o.channel = r.channel and o.withdrawn_at is null
          and o.address = case r.channel when 'sms' then p.phone else p.email end and o.purpose = any(${REFUSED_BY}::text[])
      ) as refused,
      c.id as "clinicId"
    from ${theirs(chainId, wanted)}
    join whole_chain.appointments a on a.chain_id = ${chainId} and a.id = r.appointment_id
    join whole_chain.patients p on p.chain_id = ${chainId} and p.id = a.patient_id
    join clinics c on c.chain_id = ${chainId} and c.id = a.clinic_id
    join reminder_rules u on u.chain_id = ${chainId} and u.id = r.rule_id
    cross join lateral (
      select case r.kind when 'confirmation' then u.confirmation_template_id else u.template_id end as id
    ) as template
    left join templates variant on variant.chain_id = ${chainId} and variant.variant_of = template.id and variant.clinic_id = c.id
      and variant.archived_at is null`,
  )
  return rows.map((row) => besideClinic(row, clinics.get(row.clinicId)))
}

function besideClinic(row: DueReminder, clinic: ClinicNow | undefined): DueReminder {
  if (!clinic) throw new Error(`clinic ${row.clinicId} does not exist`)
  return Object.assign(row, clinic, { ruleOff: row.ruleOff || !clinic.remindersOn })
}

/** Writes what became of reminders that no text was written for. */
export async function decideReminders(tx: Tx, chainId: string, decisions: readonly Decision[]): Promise<void> {
  if (decisions.length === 0) return
  await tx.execute(sql`
    update reminders r set status = d.status, reason = d.reason, decided_at = case when d.status <> 'planned' then now() end,
      due_at = coalesce(to_timestamp(d.due / 1000.0), r.due_at)
    from ${keyed(decisions, {
      status: sql`${arrayLiteral(decisions.map(({ status }) => status))}::text[]`,
      reason: sql`${arrayLiteral(decisions.map(({ reason }) => reason))}::text[]`,
      due: sql`${arrayLiteral(decisions.map(({ dueAtMilliseconds }) => dueAtMilliseconds))}::bigint[]`,
    })}
    where r.chain_id = ${chainId} and r.appointment_id = d.appointment_id and r.rule_id = d.rule_id
      and r.appointment_version = d.version and r.channel = d.channel`)
}

/** Links reminders that this transaction has locked to the deliveries that tell of them. */
export async function noteWritten(tx: Tx, chainId: string, written: readonly WrittenReminder[]): Promise<void> {
  if (written.length === 0) return
  await prepared(
    tx,
    sql`
    update reminders r set status = 'written', reason = null, decided_at = now(), delivery_id = d.delivery_id, month = d.month, shared = d.shared
    from unnest(
      ${arrayLiteral(written.map(({ place }) => place))}::tid[], ${arrayLiteral(written.map(({ deliveryId }) => deliveryId))}::uuid[],
      ${arrayLiteral(written.map(({ month }) => month))}::date[], ${arrayLiteral(written.map(({ shared }) => shared))}::boolean[]
    ) as d (place, delivery_id, month, shared)
    where r.chain_id = ${chainId} and r.ctid = d.place`,
  )
}

/**
 * A text about several visits is held back as a whole when one of them has changed before it left: the others are due anew, each on
 * its own facts.
 */
export async function reviveShared(tx: Tx, chainId: string, now: Date | null): Promise<void> {
  await prepared(
    tx,
    sql`
    update reminders r set status = 'planned', reason = null, decided_at = null, delivery_id = null, month = null, shared = false, due_at = ${clock(now)}
    from deliveries d
    where r.chain_id = ${chainId} and r.shared and r.status = 'written' and r.decided_at > now() - interval '1 day'
      and d.chain_id = ${chainId} and d.month = r.month and d.id = r.delivery_id and d.status = 'suppressed'
      and d.reason in ('appointment_changed', 'appointment_cancelled', 'number_changed', 'address_changed', 'deceased')`,
  )
}

const LOCAL = 'YYYY-MM-DD"T"HH24:MI'
const REFUSED_BY = arrayLiteral(STOPPED_BY_OPT_OUT_OF.notice)

function keyColumns(rows: readonly ReminderKey[]) {
  return sql`${arrayLiteral(rows.map(({ appointmentId }) => appointmentId))}::uuid[], ${arrayLiteral(rows.map(({ ruleId }) => ruleId))}::uuid[],
    ${arrayLiteral(rows.map(({ version }) => version))}::int[], ${arrayLiteral(rows.map(({ channel }) => channel))}::text[]`
}

/** The wanted reminders as `r`, for FROM. Where they were locked whoever reads sees the whole chain anyway. */
function theirs(chainId: string, wanted: Wanted) {
  if ('keys' in wanted) return byKeys(chainId, wanted.keys, sql`whole_chain.reminders`)
  return sql`unnest(${arrayLiteral(wanted.places)}::tid[]) as k (place) join reminders r on r.chain_id = ${chainId} and r.ctid = k.place`
}

function byKeys(chainId: string, keys: readonly ReminderKey[], reminders: ReturnType<typeof sql>) {
  return sql`unnest(${keyColumns(keys)}) as k (appointment_id, rule_id, version, channel)
    join ${reminders} r on r.chain_id = ${chainId} and r.appointment_id = k.appointment_id and r.rule_id = k.rule_id
      and r.appointment_version = k.version and r.channel = k.channel`
}

function keyed(rows: readonly ReminderKey[], more: Record<string, ReturnType<typeof sql>>) {
  const names = sql.raw(Object.keys(more).join(', '))
  return sql`unnest(${keyColumns(rows)}, ${sql.join(Object.values(more), sql`, `)}) as d (appointment_id, rule_id, version, channel, ${names})`
}
