import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db, sql } from '#db/client.ts'
import { actAs } from '#e2e/sign-in.ts'
import { eventRequest, paidEvent } from '#tests/stripe-fake.ts'

const MANAGER = 'kadri@sinilille.example'
const CHECKOUT = 'https://checkout.stripe.com/**'

test.beforeAll(() => {
  connectScript()
})
test.afterAll(closeDatabase)

/** Tells the portal what the card service would: that the checkout of an invoice was paid. @returns the status of the answer */
async function tellPaid(page: Page, invoiceNumber: string, { secret }: { secret?: string } = {}): Promise<number> {
  const [checkout] = await db().execute<{ id: string; ref: string; micro: number }>(sql`
    select c.id, c.session_ref as ref, c.amount_micro as micro from card_checkouts c join invoices i on i.id = c.invoice_id
    where i.number = ${Number(invoiceNumber)}`)
  const { id, ref, micro } = checkout ?? { id: '', ref: '', micro: 0 }
  const event = paidEvent({ id: ref, client_reference_id: id, amount_total: micro / 10_000 })
  const request = eventRequest(event, secret ? { secret } : {})
  const answer = await page.request.post('/api/stripe', {
    headers: { 'stripe-signature': request.headers.get('stripe-signature') ?? '' },
    data: Buffer.from(await request.arrayBuffer()),
  })
  return answer.status()
}

test('an invoice is begun to be paid by card, left, begun again, and paid; only the card service’s own word is believed', async ({
  page,
}) => {
  // The card service's own page, where the card is asked for.
  await page.route(CHECKOUT, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Stripe</h1>' }))
  await actAs(page, MANAGER)
  await page.goto('/balance/replenish')
  await page.getByLabel('Summa käibemaksuta').fill('41,13')
  await page.getByRole('button', { name: 'Koosta arve' }).click()
  const title = page.getByText(/^Arve \d+ on valmis\.$/)
  await expect(title).toBeVisible()
  const number = /\d+/.exec((await title.textContent()) ?? '')?.[0] ?? ''
  const pay = page.getByRole('button', { name: `Maksa kaardiga: arve ${number}` }).first()
  await expect(pay).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await pay.click()
  await page.waitForURL(CHECKOUT)
  const begun = page.url()
  await page.goto('/balance/replenish?card=left')
  await expect(page.getByRole('status').filter({ hasText: 'Kaardimakse jäi pooleli. Midagi ei võetud.' })).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await pay.click()
  await page.waitForURL(CHECKOUT)
  expect(page.url()).toBe(begun)

  expect(await tellPaid(page, number, { secret: 'whsec_forged' })).toBe(400)
  await page.goto('/balance/replenish')
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: number, exact: true }) })
  await expect(row.getByText('Ootab tasumist')).toBeVisible()

  expect(await tellPaid(page, number)).toBe(200)
  expect(await tellPaid(page, number)).toBe(200)
  await page.goto('/balance/replenish?card=paid')
  await expect(page.getByRole('status').filter({ hasText: 'Kaardimakse on teel' })).toBeVisible()
  await expect(row.getByText('Tasutud', { exact: true })).toBeVisible()
  await expect(row.getByRole('button')).toHaveCount(0)
  await page.goto('/balance/replenishments')
  await expect(page.getByRole('cell', { name: '+41,13 €' })).toHaveCount(1)
})
