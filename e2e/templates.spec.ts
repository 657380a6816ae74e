import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db, sql } from '#db/client.ts'
import { actAs } from '#e2e/sign-in.ts'

const MANAGER = 'kadri@sinilille.example'
const VIEWER = 'martin@sinilille.example'
const TEMPLATE = /\/templates\/[0-9a-f-]{36}/
const estonian = (page: Page) => page.locator('textarea[name="body.et"]')

test.beforeAll(() => {
  connectScript()
})
test.afterAll(closeDatabase)

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])).toEqual([])
}

test('a template is written, begins a mailing, and is said otherwise by a clinic', async ({ page }) => {
  await actAs(page, MANAGER)
  await page.goto('/templates')
  await page.getByRole('link', { name: 'Uus mall' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Uus mall' })).toBeVisible()

  // It opens with the patient's name, and says whom it leaves out.
  await expect(estonian(page)).toHaveValue('{Eesnimi}, ')
  await page.getByLabel('Milleks').selectOption('bulk')
  await page.getByLabel('Nimi', { exact: true }).fill('Sügisene kontroll')
  await estonian(page).fill('{Eesnimi}, on aeg hambaid kontrollida. Helista {Kliiniku telefon}.')
  await expect(page.getByText(/^vene keeles teksti ei ole: [\d\s]+ patsienti jääb ilma/i)).toBeVisible()
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Salvesta', exact: true }).click()
  await page.waitForURL(TEMPLATE)
  await expect(page.getByRole('status').getByText('Salvestatud versioonina 1')).toBeVisible()
  const template = new URL(page.url()).pathname

  await beginsAMailing(page)

  // Narva says it in its own words; the chain's page shows which.
  await page.goto(template)
  await page.getByLabel('Kliinik', { exact: true }).selectOption({ label: 'Narva kliinik' })
  await page.getByRole('button', { name: 'Kirjuta oma tekst' }).click()
  await expect(page.getByText('Sama mis ketil')).toBeVisible()
  await expect(estonian(page)).toHaveValue(/^\{Eesnimi\}/)
  await estonian(page).fill('{Eesnimi}, on aeg igemeid kontrollida. Helista {Kliiniku telefon}.')
  await expect(page.getByRole('region', { name: 'Mis erineb keti tekstist' }).getByRole('insertion')).toContainText(
    'igemeid',
  )
  await page.getByRole('button', { name: 'Salvesta', exact: true }).click()
  await page.waitForURL(/saved=1/)
  await page.goto(template)
  await expect(page.getByRole('link', { name: 'Narva kliinik' })).toBeVisible()
  await expect(page.getByRole('deletion')).toContainText('hambaid')
  await expectNoViolations(page)

  await page.getByRole('link', { name: 'Narva kliinik' }).click()
  await page.getByRole('button', { name: 'Mine tagasi keti teksti juurde' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mine tagasi keti teksti juurde' }).click()
  await page.waitForURL((url) => url.pathname === template)
  await expect(page.getByText('Kõik kliinikud saadavad keti teksti.')).toBeVisible()
})

/** Over words that were typed the template asks first, and Undo brings them back. */
async function beginsAMailing(page: Page): Promise<void> {
  await page.goto('/campaigns/new')
  await page.getByLabel('Kliiniku teade').check()
  await page.getByLabel('Nimi').fill('Mallist')
  await page.getByRole('button', { name: 'Kirjuta tekst' }).click()
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/)
  await estonian(page).fill('Minu enda tekst')
  await page.getByLabel('Mall', { exact: true }).selectOption({ label: 'Sügisene kontroll' })
  const question = page.getByRole('dialog', { name: 'Kas asendada kirjutatu malli tekstiga?' })
  await expect(question.getByRole('button', { name: 'Jäta minu tekst' })).toBeFocused()
  await question.getByRole('button', { name: 'Kasuta malli' }).click()
  await expect(estonian(page)).toHaveValue('{Eesnimi}, on aeg hambaid kontrollida. Helista {Kliiniku telefon}.')
  await page.getByRole('status').getByRole('button', { name: 'Võta tagasi' }).click()
  await expect(estonian(page)).toHaveValue('Minu enda tekst')
  await page.getByLabel('Mall', { exact: true }).selectOption({ label: 'Sügisene kontroll' })
  await page.getByRole('dialog').getByRole('button', { name: 'Kasuta malli' }).click()
  await expect(estonian(page)).toHaveValue(/^\{Eesnimi\}, on aeg/)
}

test('an element typed by its name is shown by its label once its brace is closed, and Undo takes that back', async ({
  page,
}) => {
  await actAs(page, MANAGER)
  await page.goto('/templates/new')
  await expect(estonian(page)).toHaveValue(/\{Eesnimi\}/)
  await estonian(page).fill('Tere, !')
  await estonian(page).press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type('{first_name}')
  await expect(estonian(page)).toHaveValue('Tere, {Eesnimi}!')
  await page.keyboard.press('Control+z')
  await expect(estonian(page)).toHaveValue('Tere, {first_name}!')
  await page.keyboard.press('Control+y')
  await page.keyboard.type(' ja')
  await expect(estonian(page)).toHaveValue('Tere, {Eesnimi} ja!')
})

test('what is too long, or in use, is not taken, and says why', async ({ page }) => {
  await actAs(page, MANAGER)
  await page.goto('/templates')
  await page.getByRole('link', { name: 'Meeldetuletus visiidist' }).click()
  await expect(page.getByRole('button', { name: /^Arhiveeri/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(
    page.getByRole('paragraph').filter({ hasText: /^Arhiveerida saab siis, .*Eelmisel päeval/ }),
  ).toBeVisible()

  await expect(estonian(page)).toHaveValue(/\{Eesnimi\}/)
  await estonian(page).fill(`{Eesnimi}, ${'ootame Teid '.repeat(12)}`)
  await expect(page.getByText(/märki liiga palju: lühenda teksti/)).toBeVisible()
  await page.getByRole('button', { name: 'Salvesta', exact: true }).click()
  await expect(estonian(page)).toBeFocused()
  await page.keyboard.insertText('ж'.repeat(300_000))
  await expect(page.getByText(/märki, mahub 10.000. Seda ei lisatud/)).toBeVisible()
  expect((await estonian(page).inputValue()).length).toBeLessThan(1_000)
  await estonian(page).fill('{Eesnimi}, ootame {isikukood}')
  await expect(page.getByText(/\{isikukood\}/).first()).toBeVisible()
  await expect(page.getByText('praegu', { exact: true })).toBeVisible()

  await page.context().clearCookies()
  await actAs(page, VIEWER)
  await page.goto('/templates')
  await page.getByRole('link', { name: 'Meeldetuletus visiidist' }).click()
  await expect(page.getByText('Võid seda malli vaadata, aga mitte muuta.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Salvesta', exact: true })).toHaveCount(0)
  await expectNoViolations(page)
})

/** A clinic that never closes, with one patient whose birthday it is; the others have greetings off, so that nobody else is greeted. */
async function aBirthday(): Promise<void> {
  await db().execute(sql`
    with chain as (select chain_id as id from staff where email = ${MANAGER}),
    off as (
      insert into automatic_switches (chain_id, category, clinic_id, enabled)
      select c.chain_id, 'greetings', c.id, false from clinics c join chain on chain.id = c.chain_id on conflict do nothing
    ), place as (
      insert into clinics (chain_id, name, phone, opens_at, closes_at)
      select id, 'Sünnipäevakliinik', '+3726000111', '00:00', '23:59' from chain returning chain_id, id
    )
    insert into patients (chain_id, clinic_id, code, first_name, last_name, birth_date, language, phone, phone_kind, phone_country)
    select chain_id, id, 'SP-1', 'Aniita', 'Sünnipäevalaps', (now() at time zone 'Europe/Tallinn')::date - interval '40 years', 'et',
      '+37255551999', 'mobile', 'EE' from place`)
}

test('greetings are switched on, and who has a birthday gets theirs', async ({ page }) => {
  await aBirthday()
  await actAs(page, MANAGER)
  await page.goto('/greetings')
  await page.getByLabel('Kellaaeg').fill('00:00')
  await page.getByRole('button', { name: 'Salvesta', exact: true }).click()
  await expect(page.getByRole('status').getByText('Salvestatud')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Aniita Sünnipäevalaps' })).toBeVisible()
  await expect(page.getByText('Palju õnne sünnipäevaks, Aniita', { exact: false }).first()).toBeVisible()
  await expectNoViolations(page)

  await page.getByRole('button', { name: 'Lülita sisse' }).click()
  const question = page.getByRole('dialog', { name: 'Kas lülitada sünnipäevasoovid sisse?' })
  await expect(question.getByText(/^Täna saab teksti 1 patsient, 0,\d\d\s€\.$/)).toBeVisible()
  await question.getByRole('button', { name: 'Lülita sisse' }).click()
  await expect(page.getByRole('switch', { name: 'Saada sünnipäevasoove' })).toBeChecked()

  // The worker plans birthdays each minute, and takes what is due every ten seconds.
  await expect(async () => {
    await page.goto('/history?kind=greeting')
    await expect(page.getByText('Aniita Sünnipäevalaps').first()).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 150_000 })
  await page.goto('/greetings')
  await expect(page.getByRole('button', { name: /Aniita/ })).toBeVisible()
  await expect(page.getByText('1 juba saadetud')).toBeVisible()

  await page.goto('/outbox')
  await expect(page.getByText(/Palju õnne sünnipäevaks, Aniita/).first()).toBeVisible()

  // Off again: today's is not taken back, tomorrow's does not go.
  await page.goto('/greetings')
  await page.getByRole('switch', { name: 'Saada sünnipäevasoove' }).click()
  await expect(page.getByRole('button', { name: 'Lülita sisse' })).toBeVisible()
})
