import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db, sql } from '#db/client.ts'
import { signIn } from '#e2e/sign-in.ts'

const DEMO_MANAGER = 'kadri@sinilille.example'

test.use({ javaScriptEnabled: false })
test.beforeAll(() => {
  connectScript()
})
test.afterAll(closeDatabase)

/** A chain that is not activated, with a manager who has the password of the demo. */
async function aNewChain(): Promise<string> {
  const manager = `uus-${randomUUID().slice(0, 8)}@sinilille.example`
  await db().execute(sql`
    with chain as (
      insert into chains (name, sender_name, languages) values (${`Uus Hammas ${manager}`}, 'Uus Hammas', array['et']) returning id
    ), account as (
      insert into accounts (chain_id) select id from chain
    ), person as (
      insert into staff (chain_id, name, email, email_verified, role)
      select id, 'Uudo Uus', ${manager}, true, 'chain_manager' from chain returning id
    )
    insert into auth_accounts (staff_id, account_id, provider_id, password)
    select person.id, person.id::text, a.provider_id, a.password
    from person, auth_accounts a join staff s on s.id = a.staff_id where s.email = ${DEMO_MANAGER}`)
  return manager
}

test('an application is kept, refused beside its fields with nothing typed lost, corrected and sent in, all without scripts', async ({
  page,
}) => {
  await signIn(page, await aNewChain())
  await page.goto('/activation')
  await page.getByLabel('Ärinimi').fill('Uus Hammas OÜ')
  await page.getByLabel('Telefon').fill('pole veel')
  await expect(page.getByText('Mustand salvestub ise')).toHaveCount(0)
  await page.getByRole('button', { name: 'Salvesta mustand' }).click()
  await expect(page.getByRole('status').getByText('Mustand on salvestatud')).toBeVisible()
  await page.goto('/activation')
  await expect(page.getByLabel('Ärinimi')).toHaveValue('Uus Hammas OÜ')
  await expect(page.getByLabel('Telefon')).toHaveValue('pole veel')

  await page.getByLabel('Registrikood').fill('10421620')
  await page.getByLabel('Saatja nimi').fill('Hambad õ')
  await page.getByLabel('Sõnumeid kuus, umbes').fill('2 500')
  await page.getByRole('button', { name: 'Esita taotlus' }).click()
  for (const label of ['Registrikood', 'Saatja nimi', 'Telefon']) {
    await expect(page.getByLabel(label)).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByLabel(label)).toHaveAccessibleDescription(/\S/)
  }
  await expect(page.getByLabel('Ärinimi')).toHaveValue('Uus Hammas OÜ')
  await expect(page.getByLabel('Registrikood')).toHaveValue('10421620')
  await expect(page.getByLabel('Saatja nimi')).toHaveValue('Hambad õ')
  await expect(page.getByLabel('Sõnumeid kuus, umbes')).toHaveValue('2 500')

  await page.getByLabel('Registrikood').fill('10421629')
  await page.getByLabel('Saatja nimi').fill('UusHammas')
  await page.getByLabel('Telefon').fill('+372 5123 4567')
  await page.getByRole('button', { name: 'Esita taotlus' }).click()
  await expect(page.getByText('Ülevaatamisel').first()).toBeVisible()
  await expect(page.getByText('Uus Hammas OÜ')).toBeVisible()
})
