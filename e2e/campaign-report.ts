import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

// What the report of the demo's campaign must show, whichever way one looks at it.

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'et-EE' }

const nameOfFirst = (page: Page) => page.getByRole('table').getByRole('row').nth(1).getByRole('button')
const textCard = (page: Page) => page.getByRole('note')

export async function expectTextOnHoverAndFocus(page: Page): Promise<void> {
  await nameOfFirst(page).hover()
  await expect(textCard(page)).toContainText('Kolime uude majja')
  await page.mouse.move(0, 0)
  await expect(textCard(page)).toBeHidden()

  await nameOfFirst(page).focus()
  await expect(textCard(page)).toContainText('Kolime uude majja')
  await page.keyboard.press('Escape')
  await expect(textCard(page)).toBeHidden()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  await expect(nameOfFirst(page)).toBeFocused()
  await expect(textCard(page)).toContainText('Kolime uude majja')
}

// The frame and the report take 0.65 MB before they are packed; the editor of a draft would be as much again.
const MOST_SCRIPT_BYTES = 800_000

/** What a page loads is for what it shows: a report stands at the address of its draft, and needs no editor. */
async function expectNoEditorLoaded(page: Page): Promise<void> {
  const bytes = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0),
  )
  expect(bytes).toBeGreaterThan(0)
  expect(bytes).toBeLessThan(MOST_SCRIPT_BYTES)
}

/** On a phone of the same person, where nothing hovers and nothing is loaded yet. */
export async function expectTextOnTap(page: Page): Promise<void> {
  const storageState = await page.context().storageState()
  const phone = await page
    .context()
    .browser()
    ?.newContext({ ...PHONE, storageState })
  if (!phone) throw new Error('a context without its browser')
  const screen = await phone.newPage()
  await screen.goto(page.url())
  await nameOfFirst(screen).tap()
  await expect(textCard(screen)).toContainText('Kolime uude majja')
  await screen.getByRole('heading', { level: 1 }).tap()
  await expect(textCard(screen)).toBeHidden()
  await expectNoEditorLoaded(screen)
  await phone.close()
}

/** The rows of the report that is downloaded, each holding its text. */
export async function reportOf(page: Page): Promise<string[]> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Aruanne (CSV)' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^campaign-\d{4}-\d\d-\d\d\.csv$/)
  const [header, ...rows] = readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\n')
  expect(header).toBe(
    '\ufeffPatsient;Patsiendi kood;Number või aadress;Riik;Keel;Kliinik;Olek;Selgitus;SMS-i osi;Hind, €;Saadetud;Tulemuse aeg;Teema;Tekst',
  )
  for (const row of rows) expect(row).toMatch(/^[^;]+;P\d+;\+\d+;[A-Z]{2};et;.*;Tere, \p{L}.*! Kolime uude majja\.$/u)
  return rows
}
