import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { AppointmentStatus } from '#lib/core/appointment-status.ts'
import type { Moment } from '#lib/core/reminder-rule.ts'

export type ReminderRule = {
  id: string
  name: string
  moment: Moment
  minutes: number | null
  days: number | null
  /** 'HH:MM' on the clinic's clock. */
  atLocal: string | null
  templateId: string
  lateBooking: 'confirmation' | 'skip'
  confirmationTemplateId: string | null
  channel: 'sms' | 'email'
  statuses: AppointmentStatus[]
  /** Null is every clinic. */
  clinicIds: string[] | null
  overrideOf: string | null
  noLanguageAs: string | null
  enabled: boolean
  /** Rises with all that changes what the rule gives, even a holiday: what was planned under an older one is planned anew. */
  version: number
  /** How often people have saved it. */
  revision: number
}

export type RuleValues = Omit<ReminderRule, 'id' | 'version' | 'revision'>
export type AutomaticCategory = 'reminders' | 'greetings' | 'recall'

/** Rules in the order in which they write to a patient. */
export async function listReminderRules(tx: Tx, chainId: string): Promise<ReminderRule[]> {
  return tx.execute<ReminderRule>(sql`
    select ${COLUMNS} from reminder_rules u where u.chain_id = ${chainId} and u.archived_at is null
    order by array_position(array['when_made', 'after_made', 'day_before', 'before_visit', 'time_changed'], u.moment),
      u.days desc, u.minutes desc, u.created_at, u.id`)
}

/** The rule, which nobody else changes until the transaction ends. Of any clinic: a rule of the chain's is locked by who writes a clinic's own version of it. */
export async function lockReminderRule(tx: Tx, chainId: string, ruleId: string): Promise<ReminderRule | null> {
  const [row] = await tx.execute<ReminderRule>(sql`
    select ${COLUMNS} from whole_chain.reminder_rules u
    where u.chain_id = ${chainId} and u.id = ${ruleId} and u.archived_at is null for update`)
  return row ?? null
}

export async function insertReminderRule(
  tx: Tx,
  chainId: string,
  values: RuleValues,
  createdBy: string | null,
): Promise<string> {
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into reminder_rules (chain_id, created_by, ${NAMES})
    values (${chainId}, ${createdBy}, ${valuesOf(values)}) returning id`)
  if (!row) throw new Error('the rule was not written')
  return row.id
}

/** Writes what somebody has saved and raises both counts: what was planned under the older version is not sent before it is planned anew. */
export async function updateReminderRule(tx: Tx, chainId: string, ruleId: string, values: RuleValues): Promise<void> {
  const rows = await tx.execute(sql`
    update reminder_rules set (${NAMES}) = row(${valuesOf(values)}), version = version + 1, revision = revision + 1, updated_at = now()
    where chain_id = ${chainId} and id = ${ruleId} returning id`)
  requireWritten(rows)
}

/** Switches a rule, which is no saving of it. */
export async function switchRule(tx: Tx, chainId: string, ruleId: string, enabled: boolean): Promise<void> {
  const rows = await tx.execute(sql`
    update reminder_rules set enabled = ${enabled}, version = version + 1, updated_at = now()
    where chain_id = ${chainId} and id = ${ruleId} returning id`)
  requireWritten(rows)
}

export async function archiveReminderRule(tx: Tx, chainId: string, ruleId: string): Promise<void> {
  const rows = await tx.execute(sql`
    update reminder_rules set archived_at = now(), enabled = false, version = version + 1, updated_at = now()
    where chain_id = ${chainId} and id = ${ruleId} and archived_at is null returning id`)
  requireWritten(rows)
  // With it go the versions of other clinics, whoever wrote them.
  await tx.execute(sql`
    update whole_chain.reminder_rules set archived_at = now(), enabled = false, version = version + 1, updated_at = now()
    where chain_id = ${chainId} and override_of = ${ruleId} and archived_at is null`)
}

/** A rule that was read, over the whole chain, and cannot be written is another clinic's: what was done beside it must not stand. */
function requireWritten(rows: readonly unknown[]): void {
  if (rows.length === 0) throw new Error('the rule was not written')
}

/** What some rules give has changed though they have not: a clinic has its own version of one now, or has it no more. The chain's rules among them. */
export async function raiseRules(tx: Tx, chainId: string, ruleIds: readonly string[]): Promise<void> {
  if (ruleIds.length === 0) return
  await tx.execute(sql`
    update whole_chain.reminder_rules set version = version + 1, updated_at = now()
    where chain_id = ${chainId} and id = any(${arrayLiteral(ruleIds)}::uuid[])`)
}

/** Something that all rules of the chain hang on has changed: hours, holidays, a switch. */
export async function raiseAllRules(tx: Tx, chainId: string): Promise<void> {
  await tx.execute(sql`
    update whole_chain.reminder_rules set version = version + 1, updated_at = now() where chain_id = ${chainId} and archived_at is null`)
}

/**
 * Switches a kind of text for the chain (`clinicId` null) or a clinic; `enabled` null takes a clinic's own line away.
 * @returns whether there was something to write
 */
export async function writeSwitch(
  tx: Tx,
  {
    chainId,
    category,
    clinicId,
    enabled,
  }: { chainId: string; category: AutomaticCategory; clinicId: string | null; enabled: boolean | null },
): Promise<boolean> {
  if (enabled === null) {
    const removed = await tx.execute(sql`
      delete from automatic_switches
      where chain_id = ${chainId} and category = ${category} and clinic_id is not distinct from ${clinicId}::uuid
      returning 1`)
    return removed.length > 0
  }
  await tx.execute(sql`
    insert into automatic_switches (chain_id, category, clinic_id, enabled) values (${chainId}, ${category}, ${clinicId}, ${enabled})
    on conflict (chain_id, category, clinic_id) do update set enabled = excluded.enabled, updated_at = now()`)
  return true
}

export async function listSwitches(
  tx: Tx,
  chainId: string,
): Promise<{ category: AutomaticCategory; clinicId: string | null; enabled: boolean }[]> {
  return tx.execute(sql`
    select category, clinic_id as "clinicId", enabled from automatic_switches where chain_id = ${chainId} order by category, clinic_id nulls first`)
}

const NAMES =
  sql.raw(`name, moment, minutes, days, at_local, template_id, late_booking, confirmation_template_id, channel, statuses, clinic_ids,
  override_of, no_language_as, enabled`)

function valuesOf(rule: RuleValues) {
  return sql`${rule.name}::text, ${rule.moment}::text, ${rule.minutes}::int, ${rule.days}::int, ${rule.atLocal}::time, ${rule.templateId}::uuid,
    ${rule.lateBooking}::text, ${rule.confirmationTemplateId}::uuid, ${rule.channel}::text, ${arrayLiteral(rule.statuses)}::text[],
    ${rule.clinicIds === null ? null : arrayLiteral(rule.clinicIds)}::uuid[], ${rule.overrideOf}::uuid, ${rule.noLanguageAs}::text, ${rule.enabled}::boolean`
}

const COLUMNS = sql`u.id, u.name, u.moment, u.minutes, u.days, to_char(u.at_local, 'HH24:MI') as "atLocal", u.template_id as "templateId",
  u.late_booking as "lateBooking", u.confirmation_template_id as "confirmationTemplateId", u.channel, u.statuses, u.clinic_ids as "clinicIds",
  u.override_of as "overrideOf", u.no_language_as as "noLanguageAs", u.enabled, u.version, u.revision`
