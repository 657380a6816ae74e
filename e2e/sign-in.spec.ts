import { expect, test } from '@playwright/test'

import { signIn } from '#e2e/sign-in.ts'

test('someone who is not signed in is asked to, and then gets where they were going', async ({ page }) => {
  await page.goto('/patients')
  await expect(page.getByRole('heading', { name: 'Sisselogimine' })).toBeVisible()
  await signIn(page, 'kadri@sinilille.example', { stay: true })
  await expect(page).toHaveURL(/\/patients$/)
})

test('a wrong password is refused, and the address stays typed', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('Töö e-post').fill('nobody@sinilille.example')
  await page.getByLabel('Parool', { exact: true }).fill('guess-guess')
  await page.getByRole('button', { name: 'Logi sisse', exact: true }).click()
  await expect(page.getByText('E-post ja parool ei klapi')).toBeVisible()
  await expect(page.getByLabel('Töö e-post')).toHaveValue('nobody@sinilille.example')
})
