import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

import { actAs, signIn } from '#e2e/sign-in.ts'

const MANAGER = 'kadri@sinilille.example'
const RECEPTIONIST = 'liis@sinilille.example'
// Whose language changes here, and whom no other journey signs in as.
const CLINIC_MANAGER = 'irina@sinilille.example'

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('one signs in, changes the language of the page one is on, and signs out', async ({ page }) => {
    await page.goto('/patients?q=Tamm')
    await signIn(page, CLINIC_MANAGER, { stay: true })
    await expect(page).toHaveURL(/\/patients\?q=Tamm$/)

    await page.getByRole('banner').getByRole('button', { name: 'EN' }).click()
    await expect(page).toHaveURL(/\/patients\?q=Tamm$/)
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')

    await page.getByTitle('Account').click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/sign-in$/)
    await page.goto('/patients')
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fpatients$/)
  })

  test('what is not there, and what a role may not open, says so in the frame and leads back', async ({ page }) => {
    await actAs(page, RECEPTIONIST)
    for (const [path, status, sentence] of [
      ['/patients/019a0000-0000-7000-8000-000000000000', 404, 'Seda lehte ei ole'],
      ['/settings/staff', 403, 'Sul ei ole õigust seda lehte näha'],
    ] as const) {
      expect((await page.goto(path))?.status()).toBe(status)
      await expect(page.getByRole('heading', { name: sentence })).toBeVisible()
      await expect(page).toHaveURL(new RegExp(`${path}$`))
      await expect(page.locator('html')).toHaveAttribute('lang', 'et')
      await page.getByRole('main').getByRole('link', { name: 'Avalehele' }).click()
      await expect(page).toHaveURL(/\/today$/)
    }
  })
})

test.describe('from an address that nobody else has', () => {
  // Tries are counted by address, too: those made here would be everybody's.
  test.use({ extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.9' } })

  test('after ten wrong passwords an account rests, whether or not anybody has it', async ({ page }) => {
    await page.goto('/sign-in')
    // The next try begins when the page has said what came of the last one.
    const tryOnce = async (answer: string) => {
      await page.getByLabel('Töö e-post').fill('keegi@sinilille.example')
      await page.getByLabel('Parool', { exact: true }).fill('guess-guess')
      await page.getByRole('button', { name: 'Logi sisse' }).click()
      await expect(page.getByText(answer)).toBeVisible()
    }
    for (let left = 9; left > 1; left -= 1) await tryOnce(`Jäänud on ${left} katset`)
    await tryOnce('Jäänud on üks katse')
    await tryOnce('Nüüd tuleb 15 minutit oodata')
    await tryOnce('Proovi uuesti 15 minuti pärast')
  })
})

test('a link to the sign-in page cannot lead out of the portal', async ({ page, baseURL }) => {
  await page.goto('/sign-in?next=//evil.example/')
  await signIn(page, MANAGER, { stay: true })
  expect(page.url().startsWith(`${baseURL}/`)).toBe(true)
})

test('what a role may not open is not in its menu, and answers 403 by its address', async ({ page }) => {
  await signIn(page, RECEPTIONIST)
  await expect(page.getByRole('navigation', { name: 'Menüü' }).getByRole('link', { name: 'Seaded' })).toHaveCount(0)
  const answer = await page.goto('/settings')
  expect(answer?.status()).toBe(403)
  await expect(page.getByRole('heading', { name: 'Sul ei ole õigust seda lehte näha' })).toBeVisible()
})

test('the operator meets no chain, and is led back to the service', async ({ page }) => {
  await actAs(page, 'operator2@meelespea.example')
  expect((await page.goto('/today'))?.status()).toBe(403)
  await expect(page.getByText('Ketti puudutavat näevad selle keti töötajad, operaator mitte.')).toBeVisible()
  await page.getByRole('link', { name: 'Avalehele' }).click()
  await expect(page).toHaveURL(/\/providers$/)
})

test('a form of the desk answers in the language of the page, beside each field, and keeps what was typed', async ({
  page,
}) => {
  await actAs(page, 'operator2@meelespea.example')
  await page.goto('/chains/new')
  await page.getByLabel('Keti nimi').fill('Naeratus')
  await page.getByLabel('Ketijuhi e-post').fill('ei@')
  await page.getByRole('button', { name: 'Ava kett ja saada kutse' }).click()
  await expect(page.getByText('Kirjuta e-posti aadress, näiteks mari@kliinik.ee')).toBeVisible()
  await expect(page.getByText('Täida see väli')).toBeVisible()
  await expect(page.getByLabel('Keti nimi')).toHaveValue('Naeratus')
  await expect(page.getByLabel('Ketijuhi e-post')).toHaveValue('ei@')

  await page.goto('/payments/seller')
  await page.getByLabel('IBAN').fill('abc')
  await page.getByRole('button', { name: 'Salvesta' }).click()
  await expect(page.getByText('Seda väärtust ei saa kasutada')).toBeVisible()
  await expect(page.getByLabel('IBAN')).toHaveValue('abc')
})

test('a clinic’s form tells every mistake at once', async ({ page }) => {
  await actAs(page, MANAGER)
  await page.goto('/settings/clinics/new')
  await page.getByLabel('Telefon').fill('600 1234')
  await page.getByLabel('Alates').fill('18:00')
  await page.getByLabel('Kuni').fill('09:00')
  await page.getByRole('button', { name: 'Salvesta kliinik' }).click()
  await expect(page.getByLabel('Nimi')).toHaveAccessibleDescription('Täida see väli')
  await expect(page.getByLabel('Kuni')).toHaveAccessibleDescription('Algus on pärast lõppu')
  await expect(page.getByLabel('Telefon')).toHaveValue('600 1234')
})

test('an address that leads nowhere says so', async ({ page }) => {
  await actAs(page, MANAGER)
  const answer = await page.goto('/nowhere')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'Seda lehte ei ole' })).toBeVisible()
})

test('a searched word goes with the filters that are cleared, and is there again one page back', async ({ page }) => {
  await actAs(page, MANAGER)
  await page.goto('/patients')
  const word = page.getByRole('main').getByRole('searchbox')
  await word.fill('Tamm')
  await expect(page).toHaveURL(/q=Tamm/)
  await page.getByRole('link', { name: 'Tühjenda filtrid' }).click()
  await expect(word).toHaveValue('')
  await page.goBack()
  await expect(page).toHaveURL(/q=Tamm/)
  await expect(word).toHaveValue('Tamm')
})

test('the languages of a chain are still in their field when they were saved', async ({ page }) => {
  await actAs(page, MANAGER)
  await page.goto('/settings')
  const languages = page.getByRole('group').filter({ has: page.getByLabel('Kasutatavad keeled') })
  for (const _ of ['saved', 'and saved again']) {
    await page.getByRole('button', { name: 'Salvesta keeled' }).click()
    await expect(page.getByText('Salvestatud', { exact: true })).toBeVisible()
    for (const language of ['eesti', 'vene', 'inglise'])
      await expect(languages.getByRole('button', { name: `Eemalda ${language}` })).toBeVisible()
  }
})

test('single keys search, narrow the menu and show themselves, and can be switched off', async ({ page }) => {
  await actAs(page, MANAGER)
  await page.goto('/settings')
  const menu = page.getByRole('navigation', { name: 'Menüü' })
  await expect(menu).toHaveCSS('width', '244px')

  await page.keyboard.press('[')
  await expect(menu).toHaveCSS('width', '60px')
  await page.reload()
  await expect(menu).toHaveCSS('width', '60px')

  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Otsi patsienti' })).toBeFocused()
  await page.keyboard.press('?')
  await expect(page.getByRole('heading', { name: 'Klahvid' })).toBeHidden()

  await page.locator('body').click({ position: { x: 700, y: 890 } })
  await page.keyboard.press('?')
  await expect(page.getByRole('heading', { name: 'Klahvid' })).toBeVisible()
  await page.getByRole('switch', { name: 'Ühe klahvi käsud' }).uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('[')
  await expect(menu).toHaveCSS('width', '60px')
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the menu is a drawer that leads somewhere and closes', async ({ page }) => {
    await signIn(page, MANAGER)
    const menu = page.getByRole('navigation', { name: 'Menüü' })
    await expect(page).toHaveURL(/\/today$/)
    await expect(menu).toBeHidden()
    await page.getByRole('button', { name: 'Ava menüü' }).click()
    await menu.getByRole('link', { name: 'Patsiendid' }).click()
    await expect(page).toHaveURL(/\/patients$/)
    await expect(menu).toBeHidden()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  })
})

for (const [locale, theme] of [
  ['ET', 'light'],
  ['EN', 'dark'],
  ['RU', 'light'],
] as const) {
  test(`the frame has no barrier that axe knows, and breaks no rule of its own policy (${locale}, ${theme})`, async ({
    page,
  }) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy|hydrat/i.test(message.text())) complaints.push(message.text())
    })
    await page.emulateMedia({ colorScheme: theme })
    await actAs(page, CLINIC_MANAGER)
    await page.goto('/settings')
    await page.getByRole('banner').getByRole('button', { name: locale }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', locale.toLowerCase())
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`)).toEqual([])
    expect(complaints).toEqual([])
  })
}
