import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'

import { expectTextOnHoverAndFocus, expectTextOnTap, reportOf } from '#e2e/campaign-report.ts'
import { actAs } from '#e2e/sign-in.ts'

const MANAGER = 'kadri@sinilille.example'
const RECEPTIONIST = 'liis@sinilille.example'
const DRAFT = /\/campaigns\/[0-9a-f-]{36}$/
const PREVIEW = /\/campaigns\/[0-9a-f-]{36}\/preview$/

/** A draft opened for writing: a clinic notice, so that consents of the demo's patients play no part. */
async function newDraft(page: Page, name: string): Promise<void> {
  await page.goto('/campaigns/new')
  await page.getByLabel('Kliiniku teade').check()
  await page.getByLabel('Nimi').fill(name)
  await page.getByRole('button', { name: 'Kirjuta tekst' }).click()
  await expect(page).toHaveURL(DRAFT)
}

/** Two years of birth: so few people that their number need not be typed. */
async function chooseAFew(page: Page): Promise<void> {
  await page.getByLabel('Vanus alates').fill('33')
  await page.getByLabel('kuni', { exact: true }).fill('34')
}

const estonian = (page: Page) => page.locator('textarea[name="body.et"]')
const preview = (page: Page) => page.getByRole('button', { name: 'Eelvaade' }).first()
const sendButton = (page: Page) => page.getByRole('button', { name: /^Saada: / })
const saved = (page: Page) => page.getByText(/Mustand, salvestatud kell \d\d:\d\d/)

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])).toEqual([])
}

test('a notice is written, looked at, sent once by two clicks, and followed to its end', async ({ page }) => {
  test.setTimeout(180_000)
  await actAs(page, MANAGER)
  await newDraft(page, 'Kolime')
  await chooseAFew(page)
  await estonian(page).click()
  await page.keyboard.type('Tere, ')
  await page.getByRole('button', { name: 'Lisa Eesnimi' }).click()
  await page.keyboard.type('! Kolime uude majja.')
  await expect(estonian(page)).toHaveValue('Tere, {Eesnimi}! Kolime uude majja.')
  await page.getByLabel('Tohib saata ka väljaspool saatmisaega').check()
  await expectNoViolations(page)
  await page.keyboard.press('Control+Enter')

  await expect(page).toHaveURL(PREVIEW)
  await expect(page.getByText(/^Tere, \p{L}[^{]*! Kolime uude majja\.$/u).first()).toBeVisible()
  const people = Number(/\d+/.exec((await sendButton(page).textContent()) ?? '')?.[0])
  expect(people).toBeGreaterThan(0)
  await expectNoViolations(page)

  await sendButton(page).dblclick()
  await expect(page).toHaveURL(DRAFT)
  await expect(page.getByText('saadetud, 100%')).toBeVisible({ timeout: 120_000 })
  const byStatus = page.getByRole('navigation', { name: 'Oleku järgi' })
  await expect(byStatus.getByRole('link', { name: /^Kõik/ })).toHaveText(`Kõik${people}`)
  // Receipts come in while one looks; a few are late on purpose.
  await expect(byStatus.getByRole('link', { name: /^Kohal/ })).toBeVisible({ timeout: 60_000 })
  await expectNoViolations(page)

  // Some receipts are still out: the page is drawn anew meanwhile, and the card that is open stays.
  await expectTextOnHoverAndFocus(page)
  await expectTextOnTap(page)
  expect(await reportOf(page)).toHaveLength(people)
})

test('more than five hundred people are sent to only by whoever types their number', async ({ page }) => {
  await actAs(page, MANAGER)
  await newDraft(page, 'Kõigile')
  await estonian(page).fill('Head uut aastat.')
  await page.getByLabel('Tohib saata ka väljaspool saatmisaega').check()
  await preview(page).click()
  await expect(page).toHaveURL(PREVIEW)

  await page.getByLabel(/^Üle 500 inimese/).fill('500')
  await sendButton(page).click()
  await expect(page.getByText(/^Saajate arv ei klapi/)).toBeVisible()
  await expect(page.getByLabel(/^Üle 500 inimese/)).toHaveValue('500')
  // Typed right, it is wrong no longer.
  await page
    .getByLabel(/^Üle 500 inimese/)
    .fill(/\d+$/.exec((await page.getByText(/^Üle 500 inimese/).textContent()) ?? '')?.[0] ?? '')
  await expect(page.getByText('klapib', { exact: true })).toBeVisible()
  await expect(page.getByText(/^Saajate arv ei klapi/)).toHaveCount(0)
  await expect(page).toHaveURL(PREVIEW)
})

test('a mistake is told beside its text and nothing typed is lost', async ({ page }) => {
  await actAs(page, MANAGER)
  await newDraft(page, 'Vead')
  await preview(page).click()
  await expect(page.getByText('Kõik tekstid on tühjad')).toBeVisible()
  await expect(estonian(page)).toBeFocused()

  await estonian(page).fill('Tere, {isikukood}!')
  await expect(page.getByText('Elementi {isikukood} ei ole olemas')).toBeVisible()
  await preview(page).click()
  await expect(page).toHaveURL(DRAFT)
  await expect(estonian(page)).toHaveValue('Tere, {isikukood}!')

  await estonian(page).fill('a'.repeat(30_000))
  await expect(page.getByText(/Liiga pikk: 30.000 märki/)).toBeVisible()
  await preview(page).click()
  await expect(page).toHaveURL(DRAFT)
  expect((await estonian(page).inputValue()).length).toBe(30_000)

  await page.keyboard.insertText('ж'.repeat(300_000))
  await expect(page.getByText(/Liiga pikk: 330.000 märki, mahub 20.000. Seda ei lisatud/)).toBeVisible()
  expect((await estonian(page).inputValue()).length).toBe(30_000)
  await page.keyboard.type('b')
  await expect(page.getByText(/Liiga pikk: 30.001 märki/)).toBeVisible()

  await page.getByLabel('Vanus alates').fill('kaks')
  await page.getByLabel('kuni', { exact: true }).click()
  await expect(page.getByText('Täisarv 0 kuni 130')).toBeVisible()
})

test('a letter without a subject goes no further, and neither does one to nobody', async ({ page }) => {
  await actAs(page, MANAGER)
  await page.goto('/campaigns/new')
  await page.getByLabel('Kliiniku teade').check()
  await page.getByLabel('E-post', { exact: true }).check()
  await page.getByLabel('Nimi').fill('Kiri')
  await page.getByRole('button', { name: 'Kirjuta tekst' }).click()
  await expect(page).toHaveURL(DRAFT)
  await estonian(page).fill('Tere!')
  await preview(page).click()
  const subject = page.locator('input[name="subject.et"]')
  await expect(page.getByText('E-kirjal peab olema teema')).toBeVisible()
  await expect(subject).toBeFocused()
  await expect(estonian(page)).toHaveValue('Tere!')

  await subject.fill('Kolime')
  await page.getByLabel('Vanus alates').fill('129')
  await preview(page).click()
  await expect(page).toHaveURL(PREVIEW)
  await expect(page.getByText('Nende valikutega ei saa sõnumit keegi')).toBeVisible()
  await expect(sendButton(page)).toHaveCount(0)
  await page.getByRole('link', { name: 'Tagasi' }).click()
  await expect(subject).toHaveValue('Kolime')
})

test('a moment that is none is refused under its field, and what is pressed again still waits for it', async ({
  page,
}) => {
  await actAs(page, MANAGER)
  await newDraft(page, 'Kevadel')
  await chooseAFew(page)
  await estonian(page).fill('Tere!')
  await page.getByLabel('Tohib saata ka väljaspool saatmisaega').check()
  await preview(page).click()
  await expect(page).toHaveURL(PREVIEW)
  await page.getByLabel('Hiljem').check()
  const moment = page.getByLabel('Päev ja kell')
  const schedule = page.getByRole('button', { name: 'Ajasta' })
  for (const [typed, mistake] of [
    ['32.13.2026 25:99', 'Kirjuta kuupäev ja kellaaeg, näiteks 14.10.2026 09:00'],
    ['01.01.2020 10:00', 'See aeg on juba möödas. Vali hilisem.'],
  ] as const) {
    await moment.fill(typed)
    await schedule.click()
    await expect(page.getByText(mistake)).toBeVisible()
    await expect(moment).toHaveValue(typed)
    await expect(page.getByRole('radio', { name: 'Hiljem' })).toBeChecked()
  }

  await moment.fill(`02.03.${new Date().getFullYear() + 1} 10:00`)
  await schedule.click()
  await expect(page.getByText(/^Algab .* kell 10:00/)).toBeVisible()
})

test('what another author saved meanwhile is not overwritten', async ({ page, context }) => {
  await actAs(page, MANAGER)
  await newDraft(page, 'Kaks autorit')
  const other = await context.newPage()
  await other.goto(page.url())
  await estonian(page).fill('Esimene')
  await expect(saved(page)).toBeVisible()

  await estonian(other).fill('Teine')
  await expect(
    other.getByRole('alert').filter({ hasText: 'Keegi teine on selle mustandi vahepeal salvestanud' }),
  ).toBeVisible()
  await expect(estonian(other)).toHaveValue('Teine')
  await other.getByRole('link', { name: 'Ava uuem' }).click()
  await expect(estonian(other)).toHaveValue('Esimene')
})

test('a receptionist writes, looks and asks; a manager sends', async ({ page }) => {
  await actAs(page, RECEPTIONIST)
  await newDraft(page, 'Vastuvõtust')
  await estonian(page).fill('Tere.')
  await preview(page).click()
  await expect(page.getByText('Saadab juht: palu tal see üle vaadata ja kinnitada.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Küsi kinnitust' })).toBeVisible()
  await expect(sendButton(page)).toHaveCount(0)
})

test("a stranger's campaign and a mistyped address are not there", async ({ page }) => {
  await actAs(page, MANAGER)
  const paths = ['/campaigns/01a00000-0000-7000-8000-000000000000', '/campaigns/mida/preview', '/campaigns/%E0%A4%A']
  for (const path of [...paths, '/history/0000-01-01/01a00000-0000-7000-8000-000000000000']) {
    expect((await page.goto(path))?.status()).toBe(404)
  }
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a draft is refused in place, previewed, put on the calendar and taken off again', async ({ page }) => {
    await actAs(page, MANAGER)
    await newDraft(page, 'Ilma skriptideta')
    await estonian(page).fill('Tere, {first_name}! Oleme 24. detsembril suletud.')
    await page.getByLabel('Vanus alates').fill('kaks')
    await preview(page).click()
    await expect(page.getByText('Täisarv 0 kuni 130')).toBeVisible()
    await expect(page.getByLabel('Vanus alates')).toHaveValue('kaks')
    await expect(estonian(page)).toHaveValue('Tere, {first_name}! Oleme 24. detsembril suletud.')

    await page.getByLabel('Vanus alates').fill('33')
    await page.getByLabel('kuni', { exact: true }).fill('34')
    await page.getByLabel('Tohib saata ka väljaspool saatmisaega').check()
    await preview(page).click()
    await expect(page).toHaveURL(PREVIEW)

    await page.getByLabel('Hiljem').check()
    await page.getByLabel('Päev ja kell').fill('2020-01-01T10:00')
    await sendButton(page).click()
    await expect(page.getByText('See aeg on juba möödas')).toBeVisible()
    await expect(page.getByLabel('Hiljem')).toBeChecked()
    await page.getByLabel('Päev ja kell').fill(`${new Date().getFullYear() + 1}-03-02T10:00`)
    await page.getByRole('button', { name: 'Ajasta' }).click()
    await expect(page.getByText(/^Algab .* kell 10:00/)).toBeVisible()

    await page.getByRole('link', { name: 'Tagasi mustandiks' }).click()
    await expect(page.getByRole('dialog')).toContainText('läheb saldole tagasi')
    await page.getByRole('button', { name: 'Tee mustandiks' }).click()
    await expect(estonian(page)).toBeVisible()
  })
})
