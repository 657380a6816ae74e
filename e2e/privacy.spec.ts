import { randomInt, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db, sql } from '#db/client.ts'
import { contactLinks } from '#db/schema/patients.ts'
import { actAs } from '#e2e/sign-in.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { aPatient } from '#tests/database.ts'

const MANAGER = 'kadri@sinilille.example'

test.beforeAll(() => {
  connectScript()
})
test.afterAll(closeDatabase)

/** A patient of the demo whom nobody else's test looks at, with the link of an offer that they got. */
async function aPatientWithLink() {
  const [place] = await db().execute<{ chainId: string; clinicId: string }>(sql`
    select s.chain_id as "chainId", (select c.id from clinics c where c.chain_id = s.chain_id order by c.name limit 1) as "clinicId"
    from staff s where s.email = ${MANAGER}`)
  if (!place) throw new Error('the demo has no chain manager')
  const phone = `+37253${randomInt(100_000, 999_999)}`
  const number = { phone, phoneTyped: phone, phoneKind: 'mobile' as const, phoneCountry: 'EE' }
  const lastName = `Kask${randomUUID().slice(0, 6)}`
  const patient = await aPatient(
    chainCtx(place.chainId),
    { id: place.clinicId },
    { firstName: 'Leelo', lastName, language: 'et', ...number },
  )
  const [link] = await db()
    .insert(contactLinks)
    .values({ chainId: place.chainId, channel: 'sms', address: phone, language: 'et' })
    .returning()
  return { ...patient, link: `/o/${link?.code}` }
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])).toEqual([])
}

const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).click()

test('a consent, a refusal, all that is known of a patient, an erasure, and the trail of it', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  const patient = await aPatientWithLink()
  const wording = `Luban kliinikul saata mulle pakkumisi. ${randomUUID().slice(0, 8)}`
  await actAs(page, MANAGER)

  await page.goto('/settings/consent')
  const policy = page.getByLabel('Tekst (eesti)')
  await expect(async () => {
    await policy.fill(wording)
    await expect(policy).toHaveValue(wording, { timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Salvesta uue versioonina' }).click()
  await expect(page.getByText('Salvestatud', { exact: true })).toBeVisible()
  await expectNoViolations(page)

  await page.goto(`/patients/${patient.id}`)
  await unfold(page, 'Märgi nõusolek')
  await page.getByRole('group', { name: 'Millega on nõus' }).getByLabel('kontrollikutsed').check()
  await page.getByRole('button', { name: 'Märgi nõusolek' }).click()
  await expect(page.getByText('Nõusolek: pakkumised')).toBeVisible()
  await expect(page.getByText('Nõusolek: kontrollikutsed')).toBeVisible()
  await expect(page.getByText('kirjutas üles Kadri Tamm').first()).toBeVisible()
  await expectNoViolations(page)

  const phone = await browser.newPage()
  await phone.goto(patient.link)
  await phone.getByRole('button', { name: 'Loobun pakkumistest' }).click()
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Pakkumisi Teile enam ei saadeta')
  await phone.close()
  await page.reload()
  await expect(page.getByText('Keeldumine: pakkumised')).toBeVisible()

  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Laadi JSON alla' }).click()
  const download = await downloading
  const data = JSON.parse(readFileSync(await download.path(), 'utf8'))
  expect(data).toMatchObject({
    patient: { lastName: patient.lastName, phone: patient.phone },
    consents: [{ wording, how: 'desk' }, { wording }],
    optOuts: [{ purpose: 'marketing', source: 'link' }],
  })

  await unfold(page, 'Kustuta patsiendi andmed')
  await page.getByLabel('Kinnituseks kirjuta patsiendi kood').fill('vale')
  await page.getByRole('button', { name: 'Kustuta jäädavalt' }).click()
  await expect(page.getByText('See ei ole patsiendi kood')).toBeVisible()
  await page.getByLabel('Kinnituseks kirjuta patsiendi kood').fill(patient.code)
  await page.getByRole('button', { name: 'Kustuta jäädavalt' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kustutatud patsient')
  await expect(page.getByText(patient.lastName)).toHaveCount(0)
  await expectNoViolations(page)

  await page.goto(`/settings/audit?of=${patient.id}`)
  const trail = page.getByRole('main').getByRole('table')
  for (const action of ['Nõusolek kirjutati üles', 'Patsiendi andmed väljastati', 'Patsiendi andmed kustutati']) {
    await expect(trail.getByText(action).first()).toBeVisible()
  }
  await expect(trail.getByText('Kadri Tamm').first()).toBeVisible()
  await expectNoViolations(page)
  await page.goto('/settings/audit')
  await page.getByRole('button', { name: 'Kontrolli kohe' }).click()
  await expect(page.getByText('kõik klapib')).toBeVisible()
})
