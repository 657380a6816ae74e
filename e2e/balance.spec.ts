import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db, sql } from '#db/client.ts'
import { signIn } from '#e2e/sign-in.ts'
import { referenceNumber } from '#lib/core/reference-number.ts'
import { camt053 } from '#tests/camt053.ts'

const MANAGER = 'kadri@sinilille.example'
const OPERATOR = 'operator@meelespea.example'

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
  await signIn(page, MANAGER)
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
  await signIn(desk, OPERATOR)
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
