import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'

import { actAs } from '#e2e/sign-in.ts'
import { totpCode, totpStep } from '#lib/sign-in/totp.ts'

const PASSWORD = 'три синих кота в саду'

async function expectNoViolations(page: Page): Promise<void> {
  // After a step within the portal the page's title comes last.
  await expect(page).toHaveTitle(/./)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])).toEqual([])
}

/** The link of the letter to an address, as the operator reads it where there is no mail server. */
async function readLink(operator: Page, email: string): Promise<string> {
  await operator.goto('/letters')
  const letter = operator.getByRole('row').filter({ hasText: email }).first()
  await letter.getByText('Meelespea').first().click()
  const text = (await letter.getByRole('paragraph').allTextContents()).join('\n')
  return /\/invite\/[\w-]+/.exec(text)?.[0] ?? ''
}

async function signInInRussian(page: Page, email: string): Promise<void> {
  await page.getByLabel('Рабочий e-mail').fill(email)
  await page.getByLabel('Пароль', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Войти', exact: true }).click()
}

test('a colleague is invited, sets up her telephone, and is locked out when she leaves', async ({ page, browser }) => {
  const email = `vera-${Date.now()}@sinilille.example`
  await actAs(page, 'kadri@sinilille.example')
  await page.goto('/settings/staff')
  await expectNoViolations(page)
  await page.getByRole('link', { name: 'Kutsu töötaja' }).click()
  await page.getByLabel('Nimi', { exact: true }).fill('Вера Иванова')
  await page.getByLabel('Töö e-post').fill(email)
  await page.getByLabel('Kirja ja ekraani keel').selectOption('ru')
  await page.getByRole('radio', { name: 'Vaatleja' }).check()
  await page.getByRole('button', { name: 'Saada kutse' }).click()
  await expect(page.getByText('Vali vähemalt üks kliinik')).toBeVisible()
  await expect(page.getByLabel('Töö e-post')).toHaveValue(email)
  await expect(page.getByLabel('Kirja ja ekraani keel')).toHaveValue('ru')
  await expect(page.getByRole('radio', { name: 'Vaatleja' })).toBeChecked()
  await page.getByRole('radio', { name: 'Administraator' }).check()
  await page.getByRole('checkbox', { name: 'Narva kliinik' }).check()
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Saada kutse' }).click()
  await expect(page.getByText(email)).toBeVisible()

  const operator = await (await browser.newContext()).newPage()
  await actAs(operator, 'operator@meelespea.example')
  const link = await readLink(operator, email)
  expect(link).not.toBe('')

  const vera = await (await browser.newContext({ locale: 'ru-RU' })).newPage()
  await vera.goto(link)
  await expect(vera.getByRole('heading', { name: 'Добро пожаловать' })).toBeVisible()
  await expectNoViolations(vera)
  await vera.getByLabel('Пароль', { exact: true }).fill('пароль123456')
  await vera.getByRole('button', { name: 'Создать учётную запись' }).click()
  await expect(vera.getByText('Такой пароль подбирают одним из первых')).toBeVisible()
  await vera.getByLabel('Пароль', { exact: true }).fill(PASSWORD)
  await vera.getByRole('button', { name: 'Создать учётную запись' }).click()
  await expect(vera.getByText('Учётная запись готова')).toBeVisible()
  await signInInRussian(vera, email)
  await vera.waitForURL((url) => url.pathname !== '/sign-in')

  await vera.goto('/account?app=new')
  await expect(vera.getByRole('img', { name: 'QR-код для приложения' })).toBeVisible()
  const secret = ((await vera.locator('code').first().textContent()) ?? '').replace(/\s/g, '')
  const step = totpStep(new Date())
  await vera.getByLabel('Код из приложения').fill(totpCode(secret, step))
  await vera.getByRole('button', { name: 'Подтвердить' }).click()
  await expect(vera.getByRole('list', { name: 'Резервные коды' }).getByRole('listitem')).toHaveCount(10)
  await expectNoViolations(vera)

  await vera.getByRole('button', { name: 'Вера Иванова' }).click()
  await vera.getByRole('button', { name: 'Выйти' }).click()
  await vera.waitForURL('**/sign-in')
  await signInInRussian(vera, email)
  await expect(vera.getByRole('heading', { name: 'Второй шаг' })).toBeVisible()
  await expectNoViolations(vera)
  await vera.getByLabel('Код', { exact: true }).fill('000000')
  await vera.getByRole('button', { name: 'Подтвердить' }).click()
  await expect(vera.getByText('Код не подходит')).toBeVisible()
  // The code of the last half-minute was used; that of the next is good already.
  await vera.getByLabel('Код', { exact: true }).fill(totpCode(secret, Math.max(step, totpStep(new Date())) + 1))
  await vera.getByRole('button', { name: 'Подтвердить' }).click()
  await vera.waitForURL('**/today')

  await page.goto('/settings/staff')
  await page.getByRole('link', { name: 'Muuda: Вера Иванова' }).click()
  await page.getByRole('button', { name: 'Lülita välja' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lülita välja' }).click()
  await page.waitForURL('**/settings/staff?done=1')
  await expect(
    page.getByRole('row').filter({ hasText: email }).getByText('Välja lülitatud').filter({ visible: true }),
  ).toBeVisible()
  await vera.getByRole('link', { name: 'Пациенты' }).first().click()
  await expect(vera.getByRole('heading', { name: 'Вход' })).toBeVisible()
})
