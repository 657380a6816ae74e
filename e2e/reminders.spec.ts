import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { hashPassword } from 'better-auth/crypto'

import { DEMO_PASSWORD } from '#bin/demo-people.ts'
import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db, sql } from '#db/client.ts'
import { insertDemoStaff } from '#db/seed/demo-chain.ts'
import { actAs } from '#e2e/sign-in.ts'
import { MakeAppointmentInput } from '#lib/appointments/inputs.ts'
import { makeAppointment } from '#lib/appointments/make.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { aChain, aClinic, anAppointment, aPatient } from '#tests/database.ts'
import { aTemplate } from '#tests/reminders.ts'

const RECEPTIONIST = 'liis@sinilille.example'
const DAY_MILLISECONDS = 86_400_000

test.beforeAll(() => {
  connectScript()
})
test.afterAll(closeDatabase)

/** A chain with one clinic that is never closed, its manager, and Mari, who was born tomorrow and comes in ten days. */
async function aPractice() {
  const ctx = await aChain({ euros: 100 })
  const clinic = await aClinic(ctx, { name: 'Kesklinn', opensAt: '00:00', closesAt: '23:59' })
  await db().execute(sql`
    insert into holidays (chain_id, day, closed)
    select ${ctx.chainId}, day, false from public_holidays('EE', extract(year from now())::int, extract(year from now())::int + 1)`)
  const manager = `juht-${randomUUID().slice(0, 8)}@kask.example`
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  await db().transaction((tx) =>
    insertDemoStaff(tx, ctx.chainId, [{ name: 'Kai Kask', email: manager, role: 'chain_manager' }], passwordHash),
  )
  const born = `1984${new Date(Date.now() + DAY_MILLISECONDS).toISOString().slice(4, 10)}`
  const patient = await aPatient(ctx, clinic, { lastName: `Vaher${randomUUID().slice(0, 6)}`, birthDate: born })
  await anAppointment(ctx, patient, { startsAt: new Date(Date.now() + 10 * DAY_MILLISECONDS) })
  return { ctx, clinic, manager, patient }
}

async function seesNoFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])).toEqual([])
}

/** Loads a page again until it shows what a job of the worker has done. */
async function comesTo(page: Page, path: string, found: () => Locator): Promise<void> {
  await expect(async () => {
    await page.goto(path)
    await expect(found()).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 90_000 })
}

async function bookTomorrow(ctx: Ctx, patientId: string, clinicId: string): Promise<string> {
  const localTime = `${new Date(Date.now() + DAY_MILLISECONDS).toISOString().slice(0, 10)}T12:00`
  const input = MakeAppointmentInput.parse({ patientId, clinicId, localTime, durationMinutes: 30 })
  return (await makeAppointment({ ...ctx, now: new Date() }, input)).appointmentId
}

test('a chain manager makes rules, sees what each would do before it does, and what went out', async ({ page }) => {
  const { ctx, clinic, manager, patient } = await aPractice()
  const [reminder, confirmation] = [await aTemplate(ctx, 'reminder'), await aTemplate(ctx, 'confirmation')]
  await actAs(page, manager)
  await page.goto('/reminders')
  await page.getByRole('switch', { name: 'Meeldetuletusi saadetakse' }).click()
  await expect(page.getByRole('switch', { name: 'Meeldetuletusi saadetakse' })).toBeChecked()

  // What cannot be is refused beside its field, and what was typed stays.
  await page.getByRole('link', { name: 'Lisa reegel' }).click()
  const days = page.getByLabel('Päevi enne', { exact: true })
  await days.fill('10000')
  await page.getByLabel('Mall', { exact: true }).selectOption(reminder)
  await page.getByRole('button', { name: 'Vaata, mis muutub' }).click()
  await expect(page.getByText('Arv 1 kuni 365')).toBeVisible()
  await expect(days).toBeFocused()
  await days.fill('2')
  // A real patient's text, and the choice for whoever books too late for the rule.
  await expect(page.getByRole('complementary', { name: 'Kuidas see välja näeb' })).toContainText('Mari, ootame Teid:')
  await page.getByLabel('Saada kohe kinnitus').check()
  await page.getByLabel('Kinnituse mall').selectOption(confirmation)
  await seesNoFault(page)
  await page.getByRole('button', { name: 'Vaata, mis muutub' }).click()
  await expect(page.getByText('1 lisandub', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Salvesta uus reegel' }).click()
  await expect(page.getByText('Reegel on salvestatud')).toBeVisible()
  const first = new URL(page.url()).pathname

  await page.goto('/reminders/new')
  await page.getByLabel('Minuteid või tunde enne visiiti').check()
  await page.getByLabel('Kui palju').fill('3')
  await page.getByLabel('Ühik').selectOption('hours')
  await page.getByLabel('Mall', { exact: true }).selectOption(reminder)
  await page.getByRole('button', { name: 'Vaata, mis muutub' }).click()
  await page.getByRole('button', { name: 'Salvesta uus reegel' }).click()
  await expect(page.getByText('2 reeglist on sees 2.')).toBeVisible()

  await comesTo(page, '/forecast', () => page.getByRole('columnheader', { name: '3 tundi enne' }))
  await seesNoFault(page)
  await page
    .locator(`a[href*="?rule=${first.split('/').at(-1)}"]`)
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: /^Meeldetuletused: / })).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(patient.lastName) })).toContainText('10:00')

  // Another hour moves one of them, no such visits drop it; what was answered holds for those values only.
  await page.goto(first)
  await page.getByLabel('Kell', { exact: true }).fill('11:30')
  await page.getByRole('button', { name: 'Vaata, mis muutub' }).click()
  await expect(page.getByText('1 läheb teisel ajal', { exact: true })).toBeVisible()
  await page.getByLabel('Kell', { exact: true }).fill('11:45')
  await expect(page.getByText('1 läheb teisel ajal', { exact: true })).toBeHidden()
  await page.getByRole('link', { name: 'Eemalda reegel' }).click()
  await expect(page.getByRole('dialog').getByText('1 plaanitud sõnum jääb ära')).toBeVisible()
  await page.getByRole('dialog').getByRole('link', { name: 'Jäta alles' }).click()

  // Booked too late for "two days before": confirmed at once, and seen so at the visit and in the history.
  const visit = await bookTomorrow(ctx, patient.id, clinic.id)
  await comesTo(page, `/appointments/${visit}`, () => page.getByText('Hilise broneeringu kinnitus'))
  await comesTo(page, '/reminders', () => page.getByRole('button', { name: `Mari ${patient.lastName}` }))
  await page.getByRole('button', { name: `Mari ${patient.lastName}` }).focus()
  await expect(page.getByText('Mari, Teie visiit:')).toBeVisible()
  await seesNoFault(page)
})

test('greetings and recalls say whom they would reach before they are switched on', async ({ page }) => {
  const { ctx, clinic, manager, patient } = await aPractice()
  const [greeting, recall] = [await aTemplate(ctx, 'greeting'), await aTemplate(ctx, 'recall')]
  const longAgo = await aPatient(ctx, clinic, { firstName: 'Jaan', lastName: patient.lastName, birthDate: null })
  await anAppointment(ctx, longAgo, { startsAt: new Date(Date.now() - 200 * DAY_MILLISECONDS), status: 'completed' })
  await actAs(page, manager)

  await page.goto('/greetings')
  await expect(page.getByText('Vali kõigepealt mall.')).toBeVisible()
  await page.getByLabel('Mall', { exact: true }).selectOption(greeting)
  await page.getByRole('button', { name: 'Salvesta', exact: true }).click()
  await expect(page.getByText('Palju õnne, Mari!')).toBeVisible()
  await page.getByRole('button', { name: 'Lülita sisse' }).click()
  const question = page.getByRole('dialog', { name: 'Kas lülitada sünnipäevasoovid sisse?' })
  await expect(question).toContainText('Järgmise 14 päevaga, tänane kaasa arvatud: 1 tekst')
  await question.getByRole('button', { name: 'Lülita sisse' }).click()
  await expect(page.getByRole('switch', { name: 'Saada sünnipäevasoove' })).toBeChecked()
  await seesNoFault(page)

  await page.goto('/recall')
  await page.getByLabel('Mall', { exact: true }).selectOption(recall)
  await page.getByLabel('Kuid ilma visiidita').fill('61')
  await page.getByRole('button', { name: 'Salvesta', exact: true }).click()
  await expect(page.getByLabel('Kuid ilma visiidita')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Kuid ilma visiidita').fill('6')
  await page.getByRole('button', { name: 'Salvesta', exact: true }).click()
  await expect(page.getByText('Jaan, on aeg hambaid kontrollida.')).toBeVisible()
  await page.getByRole('button', { name: 'Lülita sisse' }).click()
  await expect(page.getByRole('dialog', { name: 'Kas lülitada kutsed sisse?' })).toContainText('1 tekst')
  await seesNoFault(page)
})

test('a receptionist reads rules and the days ahead, and changes neither', async ({ page }) => {
  await actAs(page, RECEPTIONIST)
  await page.goto('/reminders')
  await expect(page.getByRole('heading', { level: 1, name: 'Visiidi meeldetuletused' })).toBeVisible()
  await expect(page.getByRole('switch')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Lisa reegel' })).toHaveCount(0)
  await page
    .getByRole('link', { name: /^Muuda: / })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 2, name: 'Reegel', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Vaata, mis muutub' })).toHaveCount(0)
  await seesNoFault(page)
  await page.goto('/settings/holidays')
  await expect(page.getByText('Jõululaupäev').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Vaata, mis nihkub' })).toHaveCount(0)
  await page.goto('/reminders/new')
  await expect(page.getByLabel('Nimi')).toHaveCount(0)
  await page.goto('/today')
  await expect(page.getByRole('heading', { level: 2, name: 'Järgmised 7 päeva' })).toBeVisible()
  await seesNoFault(page)
})
