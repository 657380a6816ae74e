import type { Sql } from 'postgres'

import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { loading } from '#scripts/bench/loading.ts'

const HOURS_BEFORE = 24

/** A chain of one clinic with its account and one rule, a day before the visit; nobody has a visit yet. */
async function aChain(sql: Sql, name: string): Promise<Ctx> {
  const [chain] = await sql<{ id: string }[]>`
    insert into chains (name, sender_name, activated_at) values (${name}, 'Hambaravi', now()) returning id`
  const chainId = chain?.id ?? ''
  const euros = 10_000_000_000_000
  await sql`insert into accounts (chain_id, available_micro, topped_up_micro) values (${chainId}, ${euros}, ${euros})`
  await sql`
    insert into clinics (chain_id, name, zone, opens_at, closes_at) values (${chainId}, 'Kesklinn', 'UTC', '00:00', '23:59:59')`
  await sql`
    insert into holidays (chain_id, day, closed)
    select ${chainId}, day, false from public_holidays('EE', extract(year from now())::int - 1, extract(year from now())::int + 3)`
  await sql`insert into automatic_switches (chain_id, category, enabled) values (${chainId}, 'reminders', true)`
  const [template] = await sql<{ id: string }[]>`
    insert into templates (chain_id, purpose, name) values (${chainId}, 'reminder', 'Meeldetuletus') returning id`
  await sql`
    insert into template_texts (chain_id, template_id, version, language, body, endings)
    values (${chainId}, ${template?.id ?? ''}, 1, 'et', '{first_name}, ootame Teid:', '{time,doctor,office}')`
  await sql`
    insert into reminder_rules (chain_id, moment, minutes, template_id, enabled)
    values (${chainId}, 'before_visit', ${HOURS_BEFORE * 60}, ${template?.id ?? ''}, true)`
  return chainCtx(chainId)
}

/**
 * Chains whose patients have a visit each, from two days to two months ahead, and a reminder planned for it. What the planner would
 * have written in as many transactions as there are bookings is written at once, in the order in which they were booked.
 */
export async function chainsWithVisits(sql: Sql, visits: Record<string, number>): Promise<void> {
  await loading(sql, ['patients', 'appointments', 'reminders'], async () => {
    for (const [name, count] of Object.entries(visits)) await fill(sql, await aChain(sql, name), count)
  })
  await sql`vacuum analyze`
}

async function fill(sql: Sql, { chainId }: Ctx, visits: number): Promise<void> {
  await sql`
    insert into patients (chain_id, clinic_id, code, first_name, last_name, language, phone, phone_typed, phone_kind, phone_country)
    select c.chain_id, c.id, 'p' || n, 'Mari', 'Maasikas', 'et', number, number, 'mobile', 'EE'
    from clinics c cross join generate_series(1, ${visits}::int) n
    cross join lateral (select '+3725' || lpad(n::text, 7, '0') as number) as numbered
    where c.chain_id = ${chainId}`
  await sql`
    insert into appointments (chain_id, code, patient_id, clinic_id, starts_at, status, doctor, office)
    select chain_id, code, id, clinic_id, now() + make_interval(mins => 2880 + (random() * 86400)::int), 'scheduled', 'dr Tamm', '5'
    from patients where chain_id = ${chainId}`
  await sql`
    insert into reminders (chain_id, appointment_id, rule_id, appointment_version, channel, rule_version, kind, patient_id, clinic_id, starts_at,
      due_at, status)
    select a.chain_id, a.id, u.id, a.version, u.channel, u.version, 'reminder', a.patient_id, a.clinic_id, a.starts_at,
      a.starts_at - make_interval(mins => u.minutes), 'planned'
    from appointments a join reminder_rules u on u.chain_id = a.chain_id
    where a.chain_id = ${chainId}`
}
