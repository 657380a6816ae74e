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

test('a passkey signs in without a password', async ({ page }) => {
  const devices = await page.context().newCDPSession(page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
  await signIn(page, 'liis@sinilille.example')
  await page.goto('/account')
  await page.getByText('Lisa pääsuvõti').click()
  await page.getByLabel('Nimi').fill('Registratuuri arvuti')
  await page
    .getByRole('group')
    .filter({ hasText: 'Lisa pääsuvõti' })
    .getByLabel('Praegune parool')
    .fill('forget-me-not')
  await page.getByRole('button', { name: 'Loo pääsuvõti' }).click()
  await expect(page.getByRole('strong').filter({ hasText: 'Registratuuri arvuti' })).toBeVisible()

  await page.getByRole('button', { name: 'Liis Õunapuu' }).click()
  await page.getByRole('button', { name: 'Logi välja' }).click()
  await page.waitForURL('**/sign-in')
  await page.getByRole('button', { name: 'Kasuta pääsuvõtit' }).click()
  await page.waitForURL('**/today')
  await expect(page.getByText('Liis Õunapuu').first()).toBeVisible()
})
