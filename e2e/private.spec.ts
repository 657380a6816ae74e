import { randomInt, randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db, sql } from '#db/client.ts'
import { actAs } from '#e2e/sign-in.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { aPatient } from '#tests/database.ts'

const RECEPTIONIST = 'liis@sinilille.example'
const VIEWER = 'martin@sinilille.example'
const DRAFT = /\/campaigns\/[0-9a-f-]{36}$/

test.beforeAll(() => {
  connectScript()
})
test.afterAll(closeDatabase)

/** Two debtors of the receptionist's clinic who share a number, and a third with a number of their own; all of one name. */
async function aFamilyOfDebtors(): Promise<string> {
  const [place] = await db().execute<{ chainId: string; clinicId: string }>(sql`
    select s.chain_id as "chainId", c.clinic_id as "clinicId" from staff s join staff_clinics c on c.staff_id = s.id
    where s.email = ${RECEPTIONIST} limit 1`)
  if (!place) throw new Error('the demo has no receptionist')
  const ctx = chainCtx(place.chainId)
  const lastName = `Võsa${randomUUID().slice(0, 6)}`
  const [shared, own] = [randomInt(100_000, 500_000), randomInt(500_000, 999_999)].map((n) => `+37253${n}`)
  for (const [firstName, phone] of [
    ['Mari', shared],
    ['Jaan', shared],
    ['Kai', own],
  ] as const) {
    const number = { phone, phoneTyped: phone, phoneKind: 'mobile' as const, phoneCountry: 'EE' }
    await aPatient(
      ctx,
      { id: place.clinicId },
      { firstName, lastName, language: 'et', balanceMicro: -40_000_000, ...number },
    )
  }
  return lastName
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])).toEqual([])
}

const estonian = (page: Page) => page.locator('textarea[name="body.et"]')

test('the desk writes to debtors whom it picked; a debt at a shared number takes a tick', async ({ page }) => {
  test.setTimeout(180_000)
  const lastName = await aFamilyOfDebtors()
  await actAs(page, RECEPTIONIST)
  await page.goto(`/patients?clinic=&debtors=yes&q=${encodeURIComponent(lastName)}`)
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Kirjuta märgitutele' }).click()
  await expect(page.getByText('Vali vähemalt üks patsient')).toBeVisible()

  await page.getByLabel(`Märgi Mari ${lastName}`).check()
  await page.getByLabel(`Märgi Kai ${lastName}`).check()
  await page.getByRole('button', { name: 'Kirjuta 2 patsiendile' }).click()
  await expect(page).toHaveURL(DRAFT)
  const picked = page.getByRole('list', { name: 'Valitud patsiendid' })
  await expect(picked.getByRole('listitem')).toHaveText([`Kai ${lastName}`, `Mari ${lastName}`])
  await expect(page.getByRole('link', { name: 'Erasõnumid' }).first()).toHaveAttribute('aria-current', 'page')
  await estonian(page).fill('Tere! Teil on meie ees võlg.')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Eelvaade' }).first().click()

  await expect(page).toHaveURL(/\/preview$/)
  await expect(page.getByText('Tekst räägib võlast: 1 saaja number on mitmel')).toBeVisible()
  await expectNoViolations(page)
  const send = page.getByRole('button', { name: /^Saada: / })
  await send.click()
  await expect(page.getByText('Tekst räägib võlast ja 1 saaja number on ka teisel patsiendil.')).toBeVisible()
  await page.getByLabel('Saada ikkagi').check()
  await send.click()
  await expect(page).toHaveURL(DRAFT)
  await expect(page.getByText('saadetud, 100%')).toBeVisible({ timeout: 120_000 })

  await page.getByRole('link', { name: 'Erasõnumid' }).first().click()
  await expect(page).toHaveURL(/\/private$/)
  await expect(page.getByRole('heading', { name: 'Erasõnumid', level: 1 })).toBeVisible()
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible()
  await expectNoViolations(page)
})

test('everybody whom the filter finds is written to at once', async ({ page }) => {
  const lastName = await aFamilyOfDebtors()
  await actAs(page, RECEPTIONIST)
  await page.goto(`/patients?clinic=&debtors=yes&q=${encodeURIComponent(lastName)}`)
  await page.getByRole('button', { name: 'Kirjuta kõigile, kelle filter leiab' }).click()
  await expect(page).toHaveURL(DRAFT)
  await expect(page.getByRole('list', { name: 'Valitud patsiendid' }).getByRole('listitem')).toHaveCount(3)
})

test('who may only read ticks nobody', async ({ page }) => {
  await actAs(page, VIEWER)
  await page.goto('/patients')
  await expect(page.getByRole('table')).toBeVisible()
  await expect(page.getByRole('checkbox')).toHaveCount(0)
})
