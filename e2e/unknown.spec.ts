import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db, sql } from '#db/client.ts'
import { actAs } from '#e2e/sign-in.ts'

const MANAGER = 'kadri@sinilille.example'
const RECEPTIONIST = 'liis@sinilille.example'
/** The sandbox breaks the connection over the first text to it, and carries the next (lib/providers/sandbox-trials.ts). */
const BREAKS = '+37255550101'
/** So old that a filter finds nobody else. */
const AGE = '119'

test.beforeAll(() => {
  connectScript()
})
test.afterAll(closeDatabase)

async function somebodyUnlucky(): Promise<void> {
  await db().execute(sql`
    insert into patients (chain_id, clinic_id, code, first_name, last_name, birth_date, language, phone, phone_typed, phone_kind,
      phone_country)
    select c.chain_id, c.id, 'TT-1', 'Ülle', 'Teadmata', (current_date - interval '119 years 1 month')::date, 'et', ${BREAKS}, ${BREAKS},
      'mobile', 'EE'
    from clinics c join staff s on s.chain_id = c.chain_id and s.email = ${MANAGER} order by c.id limit 1`)
}

test('a text that nobody can tell about is looked into, sent again by a manager, and arrives', async ({ page }) => {
  test.setTimeout(300_000)
  await somebodyUnlucky()
  await actAs(page, MANAGER)
  await page.goto('/campaigns/new')
  await page.getByLabel('Kliiniku teade').check()
  await page.getByLabel('Nimi').fill('Teadmata')
  await page.getByRole('button', { name: 'Kirjuta tekst' }).click()
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/)
  await page.getByLabel('Vanus alates').fill(AGE)
  await page.getByLabel('kuni', { exact: true }).fill(AGE)
  await page.locator('textarea[name="body.et"]').fill('Tere! Kolime uude majja.')
  await page.getByLabel('Tohib saata ka väljaspool saatmisaega').check()
  await page.getByRole('button', { name: 'Eelvaade' }).first().click()
  await page.waitForURL(/\/preview$/)
  await page.getByRole('button', { name: /^Saada: / }).click()
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/)

  // The report leads to the text; what is known of it is folded below its name.
  await page.getByRole('link', { name: 'Otsusta' }).click({ timeout: 120_000 })
  await expect(page.getByRole('heading', { level: 1, name: 'Teadmata sõnumid' })).toBeVisible()
  await page.getByLabel('Mis on teada, ja tekst: Ülle Teadmata').click()
  await expect(page.getByText('Antud teenusepakkujale „sandbox“')).toBeVisible()
  await expect(page.getByText('Tere! Kolime uude majja.')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await page.getByRole('checkbox', { name: 'Märgi sõnum: Ülle Teadmata' }).check()
  await page.getByRole('button', { name: 'Saada uuesti', exact: true }).click()
  const question = page.getByRole('dialog', { name: 'Kas saata sõnum uuesti?' })
  await expect(question.getByText('saab patsient selle kaks korda')).toBeVisible()
  await expect(question.getByRole('link', { name: 'Jäta nii' })).toBeFocused()
  await question.getByRole('button', { name: /^Saada uuesti, / }).dblclick()
  await expect(page.getByRole('status').getByText('1 sõnum läheb uuesti')).toBeVisible()

  // One press, one more text: it arrives, and the answer to "why?" says so.
  const [campaign] = await db().execute<{ id: string }>(
    sql`select id from campaigns where name = 'Teadmata' order by id desc limit 1`,
  )
  await expect(async () => {
    await page.goto(`/campaigns/${campaign?.id}/why?q=Teadmata`)
    await expect(page.getByText(/^Kohal \p{L}/u)).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 90_000 })
  await expect(page.getByText('2. katse: sõnum saadeti uuesti.')).toBeVisible()
})

test('who does not decide about texts does not get to the page', async ({ page }) => {
  await actAs(page, RECEPTIONIST)
  await page.goto('/unknown')
  await expect(page.getByRole('heading', { level: 1, name: 'Teadmata sõnumid' })).toBeHidden()
})
