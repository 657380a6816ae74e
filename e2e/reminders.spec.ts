import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'

import { signIn } from '#e2e/sign-in.ts'

const MANAGER = 'kadri@sinilille.example'
const RECEPTIONIST = 'liis@sinilille.example'
/** So long before a visit that nothing leaves while these journeys run. */
const DAYS_BEFORE = '25'

async function seesNoFault(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
}

async function setSwitch(page: Page, name: string, on: boolean): Promise<void> {
  const found = page.getByRole('switch', { name, exact: true })
  await expect(found).toBeVisible()
  if ((await found.isChecked()) !== on) await found.click()
  await expect(found).toBeChecked({ checked: on })
}

test('a chain manager switches reminders on, makes a rule, sees what it plans, and what a change and a holiday move', async ({
  page,
}) => {
  test.setTimeout(300_000)
  await signIn(page, MANAGER)
  await page.goto('/reminders')
  await expect(page.getByRole('heading', { level: 1, name: 'Visiidi meeldetuletused' })).toBeVisible()
  // The demo's own rules would write to patients at once.
  for (const name of ['Eelmisel päeval', 'Kaks tundi enne', 'Aeg muutus']) await setSwitch(page, name, false)
  await setSwitch(page, 'Meeldetuletusi saadetakse', true)
  await seesNoFault(page)

  // A rule that cannot be is refused where it is wrong, and what was typed stays.
  await page.getByRole('link', { name: 'Lisa reegel' }).click()
  const name = `Pikalt ette ${Date.now()}`
  await page.getByLabel('Nimi').fill(name)
  await page.getByLabel('Päevi enne', { exact: true }).fill('10000')
  await page.getByRole('button', { name: 'Vaata, mis muutub' }).click()
  await expect(page.getByText('Arv 1 kuni 365')).toBeVisible()
  await expect(page.getByLabel('Päevi enne', { exact: true })).toBeFocused()
  await page.getByLabel('Päevi enne', { exact: true }).fill(DAYS_BEFORE)
  await seesNoFault(page)

  // Before it is saved it says how many texts it adds.
  await page.getByRole('button', { name: 'Vaata, mis muutub' }).click()
  await expect(page.getByText(/^[\d\s]+ lisandub$/)).toBeVisible()
  await page.getByRole('button', { name: 'Salvesta uus reegel' }).click()
  await expect(page.getByText('Reegel on salvestatud')).toBeVisible()
  const ruleId = /[0-9a-f-]{36}/.exec(page.url())?.[0]

  // The forecast has them, by day and one by one.
  await expect(async () => {
    await page.goto('/forecast')
    await expect(page.getByRole('columnheader', { name })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 90_000 })
  await seesNoFault(page)
  await page.locator(`a[href*="?rule=${ruleId}"]`).first().click()
  await expect(page.getByRole('heading', { level: 1, name: /^Meeldetuletused: / })).toBeVisible()
  await expect(page.getByRole('cell', { name: '10:00' }).first()).toBeVisible()
  const dayShown = page.url().match(/\d{4}-\d{2}-\d{2}/)?.[0] ?? ''
  await seesNoFault(page)

  // Another hour moves all of them; the change is asked, not done.
  await page.goto(`/reminders/${ruleId}`)
  await page.getByLabel('Kell', { exact: true }).fill('11:30')
  await page.getByRole('button', { name: 'Vaata, mis muutub' }).click()
  await expect(page.getByText(/^[\d\s]+ läheb teisel ajal$/)).toBeVisible()
  await page.getByLabel('Kell', { exact: true }).fill('11:45')
  await expect(page.getByText(/^[\d\s]+ läheb teisel ajal$/)).toBeHidden()
  await page.getByRole('link', { name: 'Loobu' }).click()

  // A closed day moves what goes on it.
  await page.goto('/settings/holidays')
  await page.getByLabel('Päev', { exact: true }).fill(dayShown)
  await page.getByLabel('Nimi').fill('Kolimine')
  await page.getByRole('button', { name: 'Vaata, mis nihkub' }).click()
  await expect(page.getByText(/^[\d\s]+ läheb teisel ajal$/)).toBeVisible()
  await seesNoFault(page)
  await page.getByRole('button', { name: 'Salvesta päev' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Kolimine' })).toBeVisible()
  await expect(async () => {
    await page.goto(`/forecast/${dayShown}?rule=${ruleId}`)
    await expect(page.getByText('Selleks päevaks pole ühtegi meeldetuletust plaanitud')).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 90_000 })

  // And all of it is taken back.
  await page.goto('/settings/holidays')
  await page.getByRole('row').filter({ hasText: 'Kolimine' }).getByRole('link').click()
  const question = page.getByRole('dialog')
  await expect(question.getByText(/läheb teisel ajal/)).toBeVisible()
  await question.getByRole('button', { name: 'Võta tagasi' }).click()
  await expect(page.getByText('Kolimine')).toBeHidden()
  await page.goto(`/reminders/${ruleId}`)
  await page.getByRole('link', { name: 'Eemalda reegel' }).click()
  await expect(page.getByRole('dialog').getByText(/plaanitud sõnumit jääb ära$/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Eemalda' }).click()
  await page.waitForURL(/\/reminders$/)
  await expect(page.getByText(name)).toBeHidden()
  await setSwitch(page, 'Meeldetuletusi saadetakse', false)
})

test('a receptionist reads rules and the days ahead, and changes neither', async ({ page }) => {
  await signIn(page, RECEPTIONIST)
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
