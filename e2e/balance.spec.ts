import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db, sql } from '#db/client.ts'
import { actAs } from '#e2e/sign-in.ts'
import { createCampaign } from '#lib/campaigns/create.ts'
import { CreateCampaignInput, SaveCampaignInput } from '#lib/campaigns/inputs.ts'
import { saveCampaign } from '#lib/campaigns/save.ts'
import { EVERYONE } from '#lib/core/audience.ts'
import { referenceNumber } from '#lib/core/reference-number.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { camt053 } from '#tests/camt053.ts'
import { aRule, switchOn } from '#tests/reminders.ts'

const MANAGER = 'kadri@sinilille.example'
// Whose screens are Estonian.
const OPERATOR = 'operator2@meelespea.example'

test.beforeAll(() => {
  connectScript()
})
test.afterAll(closeDatabase)

async function referenceOfDemo(): Promise<string> {
  const [chain] = await db().execute<{ base: number }>(sql`
    select c.reference_base as base from chains c join staff s on s.chain_id = c.id where s.email = ${MANAGER}`)
  return referenceNumber(chain?.base ?? 0)
}

test('a manager asks for an invoice, the operator imports the bank’s statement twice, and the balance has the net sum once', async ({
  page,
  browser,
}) => {
  await actAs(page, MANAGER)
  await page.goto('/balance')
  await expect(page.getByRole('heading', { level: 1, name: 'Saldo' })).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await page.getByRole('link', { name: 'Täienda', exact: true }).first().click()
  await page.getByLabel('Summa käibemaksuta').fill('2')
  await page.getByRole('button', { name: 'Koosta arve' }).click()
  await expect(page.getByText(/Sisesta|vahemik|kuni/).first()).toBeVisible()
  await page.getByLabel('Summa käibemaksuta').fill('77,77')
  await page.getByRole('button', { name: 'Koosta arve' }).click()
  const pdf = page.getByRole('link', { name: 'Ava PDF' })
  await expect(pdf).toBeVisible()
  const answer = await page.request.get((await pdf.getAttribute('href')) ?? '')
  expect(answer.headers()['content-type']).toBe('application/pdf')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  const desk = await (await browser.newContext()).newPage()
  await actAs(desk, OPERATOR)
  const statement = camt053([{ euros: '96.43', reference: await referenceOfDemo() }])
  for (const expected of [/1 saldole kantud/, /1 juba varem nähtud/]) {
    await desk.goto('/payments')
    await desk
      .getByLabel('Väljavõte camt.053 kujul (XML)')
      .setInputFiles({ name: 'statement.xml', mimeType: 'application/xml', buffer: Buffer.from(statement) })
    await desk.getByRole('button', { name: 'Impordi' }).click()
    await expect(desk.getByRole('status').getByText(expected)).toBeVisible()
  }
  expect((await new AxeBuilder({ page: desk }).analyze()).violations).toEqual([])

  await page.goto('/balance/replenishments')
  await expect(page.getByRole('cell', { name: '+77,77 €' })).toHaveCount(1)
})

/** A chain of its own with a draft, whose 27 cents are what six booked reminders will cost. */
async function aChainOnItsReserve(): Promise<{ manager: string; campaignId: string }> {
  const manager = `reserv-${randomUUID().slice(0, 8)}@sinilille.example`
  const chainId = randomUUID()
  const clinicId = randomUUID()
  await db().execute(sql`
    insert into chains (id, name, sender_name, languages, activated_at) values (${chainId}, ${`Reserv ${chainId}`}, 'Reserv', array['et'], '2020-01-01')`)
  await db().execute(sql`
    with account as (
      insert into accounts (chain_id, available_micro, topped_up_micro) values (${chainId}, 270000, 270000)
    ), entry as (
      insert into ledger_entries (chain_id, kind, amount_micro, fact_key) values (${chainId}, 'top_up', 270000, 'test')
    ), clinic as (
      insert into clinics (chain_id, id, name, phone) values (${chainId}, ${clinicId}, 'Kesklinn', '+3726123456')
    ), person as (
      insert into staff (chain_id, name, email, email_verified, role) values (${chainId}, 'Reet Reserv', ${manager}, true, 'chain_manager') returning id
    ), key as (
      insert into auth_accounts (staff_id, account_id, provider_id, password)
      select person.id, person.id::text, a.provider_id, a.password from person, auth_accounts a join staff s on s.id = a.staff_id where s.email = ${MANAGER}
    )
    insert into patients (chain_id, clinic_id, code, first_name, last_name, language, phone, phone_typed, phone_kind, phone_country)
    values (${chainId}, ${clinicId}, '1', 'Mari', 'Maasikas', 'et', '+37255512345', '+37255512345', 'mobile', 'EE')`)
  const ctx = chainCtx(chainId)
  await switchOn(ctx, 'reminders')
  const ruleId = await aRule(ctx, { moment: 'day_before', days: 1, atLocal: '12:00' })
  await db().execute(sql`
    with visit as (
      insert into appointments (chain_id, status, code, clinic_id, patient_id, starts_at)
      select ${chainId}, 'scheduled', 'R' || n, ${clinicId}, id, now() + n * interval '25 hours' + interval '2 days'
      from patients cross join generate_series(1, 6) as n where chain_id = ${chainId}
      returning id, version, starts_at, patient_id
    )
    insert into reminders (chain_id, appointment_id, rule_id, appointment_version, channel, rule_version, kind, patient_id, clinic_id, starts_at,
      due_at, status)
    select ${chainId}, id, ${ruleId}, version, 'sms', 1, 'reminder', patient_id, ${clinicId}, starts_at, starts_at - interval '36 hours', 'planned' from visit
    on conflict do nothing`)
  const about = { name: 'Uus maja', purpose: 'notice', channel: 'sms', audience: EVERYONE } as const
  const { campaignId } = await createCampaign(ctx, CreateCampaignInput.parse(about))
  const compositions = [{ language: 'et', subject: '', body: 'Tere, {first_name}! Oleme uues majas.' }]
  const draft = { ...about, campaignId, version: 1, noLanguageAs: null, outsideHours: true, compositions }
  await saveCampaign(ctx, SaveCampaignInput.parse(draft))
  return { manager, campaignId }
}

test('bulk mail leaves the booked reminders their money until the manager says otherwise', async ({ page }) => {
  const { manager, campaignId } = await aChainOnItsReserve()
  await actAs(page, manager)
  await page.goto(`/campaigns/${campaignId}/preview`)
  await expect(page.getByText('See kulutab järgmise 7 päeva meeldetuletuste raha')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  const send = page.getByRole('button', { name: /^Saada/ })
  await send.click()
  const word = page.getByRole('checkbox', { name: 'Kasuta reservi' })
  await expect(word).toHaveAccessibleDescription(/meeldetuletustele kulub umbes/)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await word.check()
  await send.click()
  await expect(page).toHaveURL(new RegExp(`/campaigns/${campaignId}$`))
  const [said] = await db().execute(sql`
    select after ? 'usedReserve' as used from audit_log where entity_id = ${campaignId} and action = 'campaign.send'`)
  expect(said).toEqual({ used: true })
})

test('little money is told on Today, with the way to more', async ({ page }) => {
  const { manager } = await aChainOnItsReserve()
  await actAs(page, manager)
  await page.goto('/today')
  await expect(page.getByText('Saldo hakkab otsa saama: 0,27 €')).toBeVisible()
  await page.getByRole('link', { name: 'Täienda' }).and(page.locator('[href="/balance/replenish"]')).first().click()
  await expect(page.getByLabel('Summa käibemaksuta')).toBeVisible()
})

/** A chain with a year of statistics: its clinic's texts of each fifth day, in two languages, most of them delivered. */
async function aChainWithAYear(): Promise<{ manager: string }> {
  const { manager } = await aChainOnItsReserve()
  await db().execute(sql`
    insert into delivery_days (chain_id, day, clinic_id, kind, channel, language, status, texts, segments, cost_micro)
    select c.chain_id, current_date - n * 5, c.id, kind, 'sms', language, status, n + 1, n + 2, (n + 1) * 45500
    from staff s join clinics c on c.chain_id = s.chain_id, generate_series(1, 70) as n,
      unnest(array['reminder', 'bulk']) as kind, unnest(array['et', 'ru']) as language, unnest(array['delivered', 'undelivered', 'planned']) as status
    where s.email = ${manager}`)
  return { manager }
}

for (const filter of ['period=12m', 'period=12m&language=ru', 'period=30d']) {
  test(`the file of the statistics (${filter}) has the texts and the cents that the page adds up`, async ({ page }) => {
    const { manager } = await aChainWithAYear()
    await actAs(page, manager)
    await page.goto(`/balance?${filter}`)
    const answer = await page.request.get((await page.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? '')
    const lines = (await answer.text()).trim().split('\n').slice(1)
    const cells = lines.map((line) => line.trim().split(';'))
    const [texts, euros] = [5, 7].map((column) => cells.reduce((sum, row) => sum + number(row[column] ?? ''), 0))
    expect(texts).toBeGreaterThan(0)
    for (const label of ['Kulu liigi järgi', 'Kulu kliiniku järgi', 'Kulu keele järgi']) {
      const total = page.getByLabel(label, { exact: true }).locator('tfoot td')
      const [shownTexts, , shownEuros] = await total.allTextContents()
      expect(number(shownTexts ?? '')).toBe(texts)
      expect(number(shownEuros ?? '')).toBeCloseTo(euros ?? 0, 2)
    }
  })
}

test.describe('on a phone, without scripts', () => {
  test.use({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false })

  test('the chart of a year opens at its newest months, with its scale in sight', async ({ page }) => {
    const { manager } = await aChainWithAYear()
    await actAs(page, manager)
    await page.goto('/balance?period=12m')
    const chart = page.getByRole('img', { name: /^Kulu sõnumi liigi järgi/ })
    const [window, whole] = [await chart.locator('xpath=ancestor::section[1]').boundingBox(), await chart.boundingBox()]
    const right = (box: typeof whole) => (box?.x ?? 0) + (box?.width ?? 0)
    expect(whole?.width).toBeGreaterThan(window?.width ?? Number.NaN)
    expect(right(whole)).toBeCloseTo(right(window), 0)
    const scale = await chart.locator('xpath=following-sibling::*').boundingBox()
    expect(scale?.x).toBeCloseTo(window?.x ?? Number.NaN, 0)
  })
})

/** A number as Estonian screens and files write it. */
function number(text: string): number {
  return Number(text.replace(/[^\d,-]/g, '').replace(',', '.'))
}
