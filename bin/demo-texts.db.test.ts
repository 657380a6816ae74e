import { expect, test } from 'vitest'

import { makeDemoTexts } from '#bin/demo-texts.ts'
import { listReminderRules, listSwitches } from '#db/queries/reminder-rules.ts'
import { listTemplates } from '#db/queries/templates.ts'
import { tickPlanner } from '#lib/planner/tick.ts'
import { replanReminders } from '#lib/reminders/replan.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, anAppointment, aPatient, testDatabase } from '#tests/database.ts'
import { remindersOf } from '#tests/reminders.ts'

testDatabase()

test('the demo has templates in three languages and rules, and sends nothing before a person says so', async () => {
  const ctx = await aChain()
  const clinic = await aClinic(ctx)
  await anAppointment(ctx, await aPatient(ctx, clinic), { startsAt: new Date(Date.now() + 86_400_000) })
  await makeDemoTexts(ctx)
  await makeDemoTexts(ctx)

  const templates = await inChain(ctx, (tx) => listTemplates(tx, ctx.chainId))
  expect(templates.map(({ purpose, texts }) => [purpose, texts.map(({ language }) => language)])).toEqual(
    ['confirmation', 'greeting', 'recall', 'reminder', 'time_changed'].map((purpose) => [purpose, ['en', 'et', 'ru']]),
  )
  expect(await inChain(ctx, (tx) => listReminderRules(tx, ctx.chainId))).toHaveLength(3)
  expect(await inChain(ctx, (tx) => listSwitches(tx, ctx.chainId))).toEqual([])
  await replanReminders(ctx, ctx)
  await tickPlanner()
  expect(await remindersOf(ctx)).toEqual([])
})
