import { createHash, randomBytes } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db, sql } from '#db/client.ts'
import { actAs } from '#e2e/sign-in.ts'

const MANAGER = 'kadri@sinilille.example'
const MEGABYTE = 1_048_576

test.beforeAll(() => {
  connectScript()
})
test.afterAll(closeDatabase)

const people = (count: number) => {
  const code = () => `E2E-${randomBytes(5).toString('hex')}`
  const rows = Array.from({ length: count }, (_, n) => `${code()};Mari;Maasikas ${n};53098418;Tartu kliinik;jah`)
  return ['Kood;Eesnimi;Perenimi;Telefon;Kliinik;Turundusnõusolek', ...rows].join('\n')
}

test('a manager settles the columns and sees what would happen, with nothing changed yet', async ({ page }) => {
  await actAs(page, MANAGER)
  await page.goto('/imports/new')
  const text = `${people(3)}\nE2E-X;;;53098418;Tartu kliinik;jah`
  await page
    .getByLabel('Vali fail')
    .setInputFiles({ name: 'patsiendid.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  const lastName = page.getByRole('combobox', { name: 'Perenimi' })
  await expect(lastName).toHaveValue('lastName')
  await lastName.selectOption('')
  await page.getByRole('button', { name: 'Kontrolli faili' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'perenimi' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Perenimi' }).selectOption('lastName')
  await page.getByRole('button', { name: 'Kontrolli faili' }).click()

  const confirm = page.getByRole('button', { name: 'Impordi 3 patsienti' })
  await expect(confirm).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('cell', { name: 'Nimi puudub' })).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: /CSV/ }).click()
  expect((await download).suggestedFilename()).toBe('refused-rows.csv')

  // Other journeys count the patients of the demo: this file is dropped.
  await page.getByRole('button', { name: 'Loobu' }).click()
  await page.waitForURL(/\/imports$/)
  await expect(page.getByRole('row', { name: /patsiendid\.csv/ }).first()).toContainText('Tühistatud')
})

test('a file of 100 MB arrives whole', async ({ page }) => {
  test.setTimeout(180_000)
  await actAs(page, MANAGER)
  const row = Buffer.from('P000001;Maarja;Mägi;53098418;Tartu kliinik;ei\r\n'.repeat(20_000))
  const header = Buffer.from('Kood;Eesnimi;Perenimi;Telefon;Kliinik;Turundusnõusolek\r\n')
  const copies = Math.ceil((100 * MEGABYTE) / row.length)
  const file = Buffer.concat([header, ...Array.from({ length: copies }, () => row)])
  expect(file.length).toBeGreaterThan(100 * MEGABYTE)

  const response = await page.request.post('/imports/upload', {
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'suur.csv' },
    data: file,
    timeout: 150_000,
  })
  expect(response.status()).toBe(201)
  const { importId } = (await response.json()) as { importId: string }

  const arrived = createHash('sha256')
  let bytes = 0
  for (let position = 0; ; position += 1) {
    const [chunk] = await db().execute<{ bytes: Buffer }>(
      sql`select bytes from import_chunks where import_id = ${importId} and position = ${position}`,
    )
    if (!chunk) break
    arrived.update(chunk.bytes)
    bytes += chunk.bytes.length
  }
  expect(bytes).toBe(file.length)
  expect(arrived.digest('hex')).toBe(createHash('sha256').update(file).digest('hex'))
  await db().execute(sql`delete from imports where id = ${importId}`)
})

test('a body without a name is refused, and so is one that is no table', async ({ page }) => {
  await actAs(page, MANAGER)
  const octets = { 'content-type': 'application/octet-stream' }
  expect((await page.request.post('/imports/upload', { headers: octets, data: Buffer.from('x') })).status()).toBe(400)
  const headers = { ...octets, 'x-file-name': encodeURIComponent('tühi.csv') }
  expect((await page.request.post('/imports/upload', { headers, data: Buffer.from('\n\n') })).status()).toBe(422)
})

test('nobody but a manager of the chain may send a file', async ({ page, request }) => {
  const upload = { headers: { 'x-file-name': 'a.csv' }, data: Buffer.from('a;b') }
  expect((await request.post('/imports/upload', upload)).status()).toBe(401)
  await actAs(page, 'martin@sinilille.example')
  expect((await page.request.post('/imports/upload', upload)).status()).toBe(403)
  expect((await page.goto('/imports'))?.status()).toBe(403)
})
