import { db, sql } from '#db/client.ts'
import type { Ctx } from '#lib/runtime/context.ts'

// Templates, rules and switches written past the verbs, so that a test of one does not lean on another.

type Purpose = 'reminder' | 'time_changed' | 'confirmation' | 'greeting' | 'recall'

const BODIES: Record<Purpose, Record<string, string>> = {
  reminder: { et: '{first_name}, ootame Teid:', ru: '{first_name}, ждём Вас:', en: '{first_name}, we expect you:' },
  confirmation: { et: '{first_name}, Teie visiit:', ru: '{first_name}, Ваш визит:', en: '{first_name}, your visit:' },
  time_changed: {
    et: '{first_name}, uus aeg ({visit_old_time} asemel):',
    ru: '{first_name}, новое время (вместо {visit_old_time}):',
    en: '{first_name}, a new time instead of {visit_old_time}:',
  },
  greeting: {
    et: 'Palju õnne, {first_name}!',
    ru: 'С днём рождения, {first_name}!',
    en: 'Happy birthday, {first_name}!',
  },
  recall: {
    et: '{first_name}, on aeg hambaid kontrollida.',
    ru: '{first_name}, пора на осмотр.',
    en: '{first_name}, time for a check-up.',
  },
}

/** @returns its id */
export async function aTemplate(
  { chainId }: Ctx,
  purpose: Purpose,
  {
    texts = BODIES[purpose],
    endings = purpose === 'greeting' || purpose === 'recall' ? [] : ['time', 'doctor', 'office'],
  }: { texts?: Record<string, string>; endings?: string[] } = {},
): Promise<string> {
  const [row] = await db().execute<{ id: string }>(sql`
    insert into templates (chain_id, purpose, name) values (${chainId}, ${purpose}, ${`${purpose} ${crypto.randomUUID()}`}) returning id`)
  const id = row?.id ?? ''
  for (const [language, body] of Object.entries(texts)) {
    await db().execute(sql`
      insert into template_texts (chain_id, template_id, version, language, subject, body, endings)
      values (${chainId}, ${id}, 1, ${language}, 'Visiit', ${body}, ${sql.param(endings)}::text[])`)
  }
  return id
}

export type RuleValues = {
  moment: 'when_made' | 'after_made' | 'before_visit' | 'day_before' | 'time_changed'
  minutes?: number
  days?: number
  atLocal?: string
  channel?: 'sms' | 'email'
  late?: 'confirmation' | 'skip'
  statuses?: string[]
  clinicIds?: string[]
  overrideOf?: string
  enabled?: boolean
  templateId?: string
  noLanguageAs?: string
}

/** A rule that is on, with templates of its own unless one is given. @returns its id */
export async function aRule(ctx: Ctx, values: RuleValues): Promise<string> {
  const late = values.late ?? 'skip'
  const templateId =
    values.templateId ?? (await aTemplate(ctx, values.moment === 'time_changed' ? 'time_changed' : 'reminder'))
  const confirmation = late === 'confirmation' ? await aTemplate(ctx, 'confirmation') : null
  const [row] = await db().execute<{ id: string }>(sql`
    insert into reminder_rules (chain_id, moment, minutes, days, at_local, template_id, late_booking, confirmation_template_id, channel,
      statuses, clinic_ids, override_of, no_language_as, enabled)
    values (${ctx.chainId}, ${values.moment}, ${values.minutes ?? null}, ${values.days ?? null}, ${values.atLocal ?? null}, ${templateId}, ${late},
      ${confirmation}, ${values.channel ?? 'sms'}, ${sql.param(values.statuses ?? ['scheduled', 'confirmed', 'out_of_reach'])}::text[],
      ${values.clinicIds ? sql`${sql.param(values.clinicIds)}::uuid[]` : sql`null`}, ${values.overrideOf ?? null}, ${values.noLanguageAs ?? null},
      ${values.enabled ?? true})
    returning id`)
  return row?.id ?? ''
}

export async function switchOn(
  { chainId }: Ctx,
  category: 'reminders' | 'greetings' | 'recall',
  clinicId: string | null = null,
  enabled = true,
): Promise<void> {
  await db().execute(sql`
    insert into automatic_switches (chain_id, category, clinic_id, enabled) values (${chainId}, ${category}, ${clinicId}, ${enabled})
    on conflict (chain_id, category, clinic_id) do update set enabled = excluded.enabled`)
}

export type ReminderRow = {
  appointmentId: string
  ruleId: string
  version: number
  kind: string
  status: string
  reason: string | null
  dueAt: Date
  local: string
  deliveryId: string | null
  shared: boolean
}

/** Every reminder of a chain in the order of appointment, version and moment, with its moment on its clinic's clock. */
export async function remindersOf({ chainId }: Pick<Ctx, 'chainId'>): Promise<ReminderRow[]> {
  const rows = await db().execute<Omit<ReminderRow, 'dueAt'> & { dueAt: string }>(sql`
    select r.appointment_id as "appointmentId", r.rule_id as "ruleId", r.appointment_version as version, r.kind, r.status, r.reason,
      to_json(r.due_at) #>> '{}' as "dueAt", to_char(r.due_at at time zone c.zone, 'YYYY-MM-DD HH24:MI') as local,
      r.delivery_id as "deliveryId", r.shared
    from reminders r join clinics c on c.chain_id = r.chain_id and c.id = r.clinic_id
    where r.chain_id = ${chainId} order by r.appointment_id, r.appointment_version, r.due_at, r.rule_id`)
  return rows.map((row) => ({ ...row, dueAt: new Date(row.dueAt) }))
}
