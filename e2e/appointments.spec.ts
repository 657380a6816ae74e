import { randomInt, randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { expect, test } from '@playwright/test'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db, sql } from '#db/client.ts'
import { actAs } from '#e2e/sign-in.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { aClinic, aPatient } from '#tests/database.ts'
import { aRule, aTemplate, switchOn } from '#tests/reminders.ts'

const MANAGER = 'kadri@sinilille.example'
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'en-GB' }
const APPOINTMENT = /\/appointments\/[0-9a-f-]{36}$/
const VISIT_LINK = /\/v\/[A-Za-z0-9]{12}/
const DAY_MILLISECONDS = 86_400_000

test.beforeAll(() => {
  connectScript()
})
test.afterAll(closeDatabase)

/** A clinic of the demo that is open at all hours and tells of each booking at once; nothing changes for the other clinics. */
async function aTellingClinic() {
  const [chain] = await db().execute<{ id: string }>(sql`
    select chain_id as id from staff where email = ${MANAGER}`)
  const ctx = chainCtx(chain?.id ?? '')
  const clinic = await aClinic(ctx, { name: `Ujula ${randomUUID().slice(0, 8)}`, opensAt: '00:00', closesAt: '23:59' })
  await db().execute(sql`
    insert into holidays (chain_id, clinic_id, day, closed)
    select ${ctx.chainId}, ${clinic.id}, day, false from public_holidays('EE', extract(year from now())::int, extract(year from now())::int + 1)`)
  await switchOn(ctx, 'reminders', clinic.id)
  const templateId = await aTemplate(ctx, 'reminder', { endings: ['time', 'link'] })
  await aRule(ctx, { moment: 'when_made', clinicIds: [clinic.id], templateId })
  const phone = `+37253${randomInt(100_000, 999_999)}`
  const lastName = `Tihane${randomUUID().slice(0, 6)}`
  const number = { phone, phoneTyped: phone, phoneKind: 'mobile' as const, phoneCountry: 'EE' }
  await aPatient(ctx, clinic, { firstName: 'Mari', lastName, language: 'et', ...number })
  return { clinic, lastName }
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])).toEqual([])
}

const localAt = (days: number, time: string) =>
  `${new Date(Date.now() + days * DAY_MILLISECONDS).toISOString().slice(0, 10)}T${time}`

async function aPhone(browser: Browser, baseURL: string | undefined, { scripts }: { scripts: boolean }): Promise<Page> {
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: scripts, ...(baseURL && { baseURL }) })
  return context.newPage()
}

/** Types into the search until it answers: a page that has just come does not listen yet. */
async function find(page: Page, lastName: string): Promise<void> {
  const search = page.getByRole('combobox', { name: 'Patsient' })
  await expect(async () => {
    await search.fill('')
    await search.pressSequentially(lastName)
    await expect(page.getByRole('option').first()).toBeVisible({ timeout: 3_000 })
  }).toPass()
}

/** Books a visit for the day after tomorrow at 10:00, once a time of the past has been refused. */
async function book(page: Page, { clinic, lastName }: Awaited<ReturnType<typeof aTellingClinic>>): Promise<void> {
  await page.goto('/appointments')
  await expectNoViolations(page)
  await page.getByRole('link', { name: 'Uus visiit' }).click()
  await find(page, lastName)
  await page.getByRole('option', { name: `Mari ${lastName}` }).click()

  await expect(page.getByLabel('Kliinik', { exact: true })).toHaveValue(clinic.id)
  // As people here write it, in whatever language the browser is.
  await page.getByLabel('Kuupäev ja kellaaeg').fill('5.1.2026 10:00')
  await page.getByLabel('Arst').fill('dr Tamm')
  await page.getByRole('button', { name: 'Pane visiit kirja' }).click()
  await expect(page.getByText('Aeg on juba möödas')).toBeVisible()
  await expect(page.getByLabel('Kuupäev ja kellaaeg')).toHaveValue('05.01.2026 10:00')
  await expect(page.getByLabel('Arst')).toHaveValue('dr Tamm')
  await expectNoViolations(page)

  await page.getByLabel('Kuupäev ja kellaaeg').fill(localAt(2, '10:00'))
  await page.getByRole('button', { name: 'Pane visiit kirja' }).click()
  await expect(page).toHaveURL(APPOINTMENT)
}

/** The address at the end of the text that went out. */
async function linkOf(page: Page): Promise<string> {
  const table = page.getByRole('table')
  await expect(async () => {
    await page.reload()
    await expect(table).toContainText(VISIT_LINK, { timeout: 1_000 })
  }).toPass({ timeout: 90_000 })
  return VISIT_LINK.exec((await table.textContent()) ?? '')?.[0] ?? ''
}

test('a visit is booked, told of, confirmed on a phone, moved, and called off by its patient', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000)
  const practice = await aTellingClinic()
  await actAs(page, MANAGER)
  await book(page, practice)
  await expectNoViolations(page)
  const link = await linkOf(page)

  const phone = await aPhone(browser, baseURL, { scripts: true })
  await phone.goto(link)
  await expect(phone.locator('html')).toHaveAttribute('lang', 'et')
  await expect(phone.getByRole('heading', { name: 'Mari, kas tulete?' })).toBeVisible()
  await expect(phone.getByText('10:00')).toBeVisible()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await expectNoViolations(phone)
  const calendar = await phone.request.get(
    (await phone.getByRole('link', { name: 'Lisa kalendrisse' }).getAttribute('href')) ?? '',
  )
  expect(calendar.headers()['content-type']).toContain('text/calendar')
  expect(await calendar.text()).toContain(practice.clinic.name)

  await phone.getByRole('button', { name: 'Jah, tulen' }).click()
  await expect(phone.getByRole('status')).toHaveText('Kinnitatud. Kliinik näeb Teie vastust.')
  await expect(phone.getByRole('heading', { name: 'Aitäh, Mari. Ootame Teid.' })).toBeVisible()
  await expectNoViolations(phone)
  await page.reload()
  await expect(page.getByText('Patsient kinnitas (sõnumi lingilt)')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Kinnitatud' })).toHaveAttribute('aria-pressed', 'true')

  await page.getByLabel('Kuupäev ja kellaaeg').fill(localAt(3, '11:30'))
  await page.getByRole('button', { name: 'Tõsta visiit' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('11:30')

  // The same link, in a browser without scripts.
  const plain = await aPhone(browser, baseURL, { scripts: false })
  await plain.goto(link)
  await expect(plain.getByText(/^Aeg on muutunud. Sõnumis oli .* 10:00/)).toBeVisible()
  await expect(plain.getByText('11:30')).toBeVisible()
  await plain.getByText('Ma ei saa tulla').click()
  await plain.getByRole('button', { name: 'Tühista minu visiit' }).click()
  await expect(plain.getByRole('heading', { name: 'See visiit on tühistatud' })).toBeVisible()
  await plain.getByRole('button', { name: 'Palun helistage mulle' }).click()
  await expect(plain.getByText('Kliinik teab, et ootate kõnet.')).toBeVisible()

  await page.goto(`/appointments?q=${practice.lastName}`)
  await expect(page.getByRole('row', { name: new RegExp(practice.lastName) })).toContainText('tühistas patsient')
  await page.goto('/inbox')
  await expectNoViolations(page)
  const waiting = page.getByRole('listitem').filter({ hasText: practice.lastName })
  await expect(waiting).toContainText('Palus helistada')
  await waiting.getByRole('button', { name: 'Helistatud' }).click()
  await expect(waiting).toHaveCount(0)

  // Whoever presses on and on is asked for a minute, in words.
  const press = () => plain.request.post(`${link}/answer`, { form: { answer: 'nothing' } })
  for (let pressed = 0; pressed < 30; pressed += 1) await press()
  expect(await (await press()).text()).toContain('Vajutusi oli liiga palju korraga. Oodake minut ja proovige uuesti.')

  // A month later it leads nowhere, and says so in the language of the text, also to who presses on a page that was left open.
  await db().execute(
    sql`update appointments set starts_at = now() - interval '31 days' where clinic_id = ${practice.clinic.id}`,
  )
  await plain.getByText('Mina ei ole Mari').first().click()
  await plain.getByRole('button', { name: 'Mina ei ole Mari' }).click()
  await expect(plain.getByRole('heading', { name: 'See link ei tööta' })).toBeVisible()
  expect((await plain.goto(link))?.status()).toBe(404)
})

test.describe('a link that leads nowhere', () => {
  test.use(PHONE)

  for (const path of ['/v/AAAAAAAAAAAA', '/v/x', '/v/%E0%A4%A', "/v/';drop table--"]) {
    test(`is told of calmly: ${path}`, async ({ page }) => {
      const response = await page.goto(path)
      expect(response?.status()).toBe(404)
      if (path === '/v/AAAAAAAAAAAA') {
        await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
        expect(response?.headers()).toMatchObject({
          'referrer-policy': 'no-referrer',
          'x-robots-tag': 'noindex, nofollow',
        })
        await expectNoViolations(page)
      }
    })
  }

  test('takes no answer', async ({ request }) => {
    const answer = await request.post('/v/AAAAAAAAAAAA/answer', { form: { answer: 'confirm' } })
    expect(answer.status()).toBe(404)
  })
})
