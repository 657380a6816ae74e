import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'

import { db } from '#db/client.ts'
import { setAppointmentStatus } from '#lib/appointments/set-status.ts'
import { SaveReminderRuleInput, SetSwitchInput } from '#lib/reminders/inputs.ts'
import { awaitReminderRules, planReminders } from '#lib/reminders/plan.ts'
import { saveReminderRule } from '#lib/reminders/save-rule.ts'
import { setSwitch } from '#lib/reminders/set-switch.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { createTemplate } from '#lib/templates/create.ts'
import { CreateTemplateInput } from '#lib/templates/inputs.ts'
import { bodyOf } from '#scripts/faults/oracle/mark.ts'
import { persistently } from '#scripts/faults/persistently.ts'
import { randomOf } from '#scripts/faults/random.ts'

/** People `from`..`to` of a chain with a visit each, of which a reminder tells that bears `name`. */
export type RemindedVisits = { name: string; ctx: Ctx; ruleId: string; from: number; to: number }

const NOTICE_MINUTES = 60
/** A reminder is due within so many seconds of its booking. */
const DUE_WITHIN_SECONDS = 12
const PARTY = { least: 10, most: 60 }
const BETWEEN_MS = { least: 300, most: 3_000 }

/**
 * Books visits in small parties until `calm` or until everybody has one, each so that its reminder is due within seconds. A few are
 * called off in time or too late, and now and then the rule is saved anew, so that all visits ahead are planned again.
 */
export async function bookVisits(
  chainIds: readonly string[],
  people: number,
  { seed, calm }: { seed: number; calm: AbortSignal },
): Promise<RemindedVisits[]> {
  const random = randomOf(seed, 'visits')
  const visits = await Promise.all(chainIds.map((chainId, index) => switchRemindersOn(chainId, `v${index + 1}`)))
  while (!calm.aborted) {
    const open = visits.filter(({ to }) => to < people)
    if (open.length === 0) break
    const chain = random.pick(open)
    const from = chain.to + 1
    const to = Math.min(people, chain.to + random.whole(PARTY.least, PARTY.most))
    const booked = await persistently(() => book(chain, from, to))
    chain.to = to
    for (const appointmentId of booked.filter(() => random.happens(0.05))) {
      await persistently(() =>
        setAppointmentStatus({ ...chain.ctx, now: new Date() }, { appointmentId, status: 'cancelled' }),
      )
    }
    if (random.happens(0.15)) await persistently(() => saveRule(chain))
    await pause(random.whole(BETWEEN_MS.least, BETWEEN_MS.most), undefined, { signal: calm }).catch(() => {})
  }
  return visits
}

async function switchRemindersOn(chainId: string, name: string): Promise<RemindedVisits> {
  const ctx = chainCtx(chainId)
  await db().execute(sql`update clinics set opens_at = '00:00', closes_at = '23:59' where chain_id = ${chainId}`)
  await setSwitch(ctx, SetSwitchInput.parse({ category: 'reminders', enabled: true }))
  const texts = [{ language: 'et', body: bodyOf(name, 1) }]
  const { templateId } = await createTemplate(ctx, CreateTemplateInput.parse({ purpose: 'reminder', name, texts }))
  const rule = { name, templateId, moment: 'before_visit', minutes: NOTICE_MINUTES, enabled: true }
  const { ruleId } = await saveReminderRule(ctx, SaveReminderRuleInput.parse({ ruleId: null, ...rule }))
  return { name, ctx, ruleId, from: 1, to: 0 }
}

/** As an import does: all of them in one transaction with what is planned of them. Safe to repeat. */
async function book({ ctx }: RemindedVisits, from: number, to: number): Promise<string[]> {
  return inChain(ctx, async (tx) => {
    await awaitReminderRules(tx, ctx)
    const rows = await tx.execute<{ id: string }>(sql`
      insert into appointments (chain_id, code, patient_id, clinic_id, starts_at, status)
      select chain_id, 'visit ' || code, id, clinic_id,
        now() + make_interval(mins => ${NOTICE_MINUTES}::int, secs => 1 + random() * ${DUE_WITHIN_SECONDS - 1}), 'scheduled'
      from patients where chain_id = ${ctx.chainId} and code::int between ${from} and ${to}
      on conflict do nothing
      returning id`)
    const ids = rows.map(({ id }) => id)
    await planReminders(tx, ctx, ids)
    return ids
  })
}

/** The same rule once more: all that is planned under it is planned anew. */
async function saveRule({ ctx, ruleId }: RemindedVisits): Promise<void> {
  const [rule] = await db().execute<Record<string, unknown>>(sql`
    select id as "ruleId", revision, name, moment, minutes, template_id as "templateId", enabled
    from reminder_rules where chain_id = ${ctx.chainId} and id = ${ruleId}`)
  await saveReminderRule({ ...ctx, now: new Date() }, SaveReminderRuleInput.parse(rule))
}
