import 'server-only'

import { listClinics } from '#db/queries/clinics.ts'
import { listReminderRules, listSwitches } from '#db/queries/reminder-rules.ts'
import { listTemplates } from '#db/queries/templates.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { sumOf } from '#lib/core/forecast.ts'
import { may } from '#lib/core/permissions.ts'
import { forecastTexts } from '#lib/planner/forecast.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { switchesOf } from '../_category/clinic-switches.ts'
import type { RulesOnPage } from './_list/rules-card.tsx'

/** A day as people mean it in "so many a day": the mean of the next seven. */
const DAYS_OF_MEAN = 7

/** What the page of reminders shows above and beside any one rule. */
export async function loadRules(ctx: Ctx) {
  const zone = (await currentStaff())?.chain?.zone ?? DEFAULT_TIME_ZONE
  const { rules, templates, clinics, switches, forecast } = await inChain(ctx, async (tx) => ({
    rules: await listReminderRules(tx, ctx.chainId),
    templates: await listTemplates(tx, ctx.chainId),
    clinics: await listClinics(tx, ctx.chainId),
    switches: await listSwitches(tx, ctx.chainId),
    forecast: await forecastTexts(tx, ctx, { days: DAYS_OF_MEAN, zone }),
  }))
  const seen = clinics.filter(({ id }) => ctx.clinicIds === 'all' || ctx.clinicIds.includes(id))
  const visible = rules.filter(({ clinicIds }) => clinicIds === null || seen.some(({ id }) => clinicIds.includes(id)))
  const { isOn: chainIsOn, isOnAt, choiceOf } = switchesOf(switches, 'reminders')
  const clinicSwitches = seen.map(({ id, name }) => ({ id, name, choice: choiceOf(id) }))
  const reminders = forecast.cells.filter(({ source }) => source.kind === 'reminder')
  const perDay = new Map(
    visible.map(({ id }) => {
      const own = reminders.filter(({ source }) => source.kind === 'reminder' && source.ruleId === id)
      return [id, Math.round(sumOf(own).texts / DAYS_OF_MEAN)]
    }),
  )
  const page: RulesOnPage = {
    rules: visible,
    templates: new Map(templates.map(({ id, name }) => [id, name])),
    clinics: new Map(seen.map(({ id, name }) => [id, name])),
    perDay,
    mayWrite: may(ctx.role, 'automatic.write'),
    mayChange: (clinicIds) => isOwn(ctx, clinicIds),
  }
  return {
    page,
    clinics: seen,
    templates,
    clinicSwitches,
    chainIsOn,
    on: seen.filter(({ id }) => isOnAt(id)).length,
    today: sumOf(reminders.filter(({ day }) => day === forecast.days[0])),
  }
}

export type LoadedRules = Awaited<ReturnType<typeof loadRules>>

function isOwn({ clinicIds: own }: Ctx, clinicIds: readonly string[] | null): boolean {
  return own === 'all' || (clinicIds?.every((id) => own.includes(id)) ?? false)
}
