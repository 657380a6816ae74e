import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'

import { signIn } from '#e2e/sign-in.ts'

const RECEPTIONIST = 'liis@sinilille.example'

async function seesNoFault(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
}

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
