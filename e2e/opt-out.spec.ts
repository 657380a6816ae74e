import { randomInt, randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { eq } from 'drizzle-orm'

import { connectScript } from '#bin/instance.ts'
import { closeDatabase, db } from '#db/client.ts'
import { chains } from '#db/schema/chains.ts'
import { contactLinks, optOuts } from '#db/schema/patients.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

test.beforeAll(() => {
  connectScript()
})
test.afterAll(closeDatabase)

/** A link as it stands at the end of an offer, in a chain of its own. */
async function aLink(values: Partial<typeof contactLinks.$inferInsert> = {}) {
  const [chain] = await db()
    .insert(chains)
    .values({
      name: `Naeratus ${randomUUID()}`,
      senderName: 'Naeratus',
      languages: ['et', 'ru', 'en', 'fi'],
      defaultLanguage: 'ru',
    })
    .returning()
  const address = `+37253${randomInt(100_000, 999_999)}`
  const [link] = await db()
    .insert(contactLinks)
    .values({ chainId: chain?.id ?? '', channel: 'sms', address, language: 'et', ...values })
    .returning()
  if (!chain || !link) throw new Error('nothing was inserted')
  return {
    chain,
    path: `/o/${link.code}`,
    refusals: () => db().select().from(optOuts).where(eq(optOuts.chainId, chain.id)),
  }
}

test.describe('on a phone without scripts', () => {
  test.use({ ...PHONE, javaScriptEnabled: false })

  test('a patient refuses offers, then everything, and changes their mind', async ({ page }) => {
    const { chain, path, refusals } = await aLink()
    await page.goto(path)
    await expect(page.getByText(chain.name)).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Millistest sõnumitest soovite loobuda?')
    expect(await refusals()).toEqual([])

    await page.getByRole('button', { name: 'Loobun pakkumistest' }).click()
    await expect(page.getByRole('status')).toHaveText('Teie valik on salvestatud.')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pakkumisi Teile enam ei saadeta')
    expect(await refusals()).toMatchObject([
      {
        purpose: 'marketing',
        source: 'link',
        language: 'et',
        wording: 'Loobun pakkumistest. Meeldetuletused ja teated Teie visiitide kohta tulevad ka edaspidi.',
      },
    ])

    await page.getByRole('button', { name: 'Loobun kõigist SMS-idest' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('SMS-e Teile enam ei saadeta')

    await page.getByRole('button', { name: 'Soovin jälle kõiki sõnumeid' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Millistest sõnumitest soovite loobuda?')
    for (const refusal of await refusals()) expect(refusal.withdrawnSource).toBe('link')
  })
})

test.describe('on a phone', () => {
  test.use(PHONE)

  for (const [language, heading, lang] of [
    ['ru', 'От каких сообщений Вы хотите отказаться?', 'ru'],
    ['en', 'Which messages would you rather not get?', 'en'],
    ['fi', 'От каких сообщений Вы хотите отказаться?', 'ru'],
  ] as const) {
    test(`the page speaks the language of the text (${language}), whatever the browser speaks`, async ({ page }) => {
      const { path } = await aLink({ language, channel: 'email', address: 'mari@example.ee' })
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
      await expect(page.locator('html')).toHaveAttribute('lang', lang)
      await expect(page.getByText('m•••@example.ee')).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    })
  }

  test('a link that was copied in part leads to a page that says so', async ({ page }) => {
    const response = await page.goto('/o/Ab3dE')
    expect(response?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('See link ei kehti')
  })
})

test.describe('the unsubscribe button of a mail program', () => {
  const ONE_CLICK = { 'List-Unsubscribe': 'One-Click' }
  const headers = { Origin: 'https://mail.example.com' }

  test('refuses offers with one post, and the same post again is answered alike', async ({ request }) => {
    const { path, refusals } = await aLink({ channel: 'email', address: 'mari@example.ee' })
    for (const body of [{ multipart: ONE_CLICK }, { form: ONE_CLICK }, { multipart: ONE_CLICK }]) {
      const response = await request.post(`${path}/one-click`, { ...body, headers, maxRedirects: 0 })
      expect(response.status()).toBe(200)
    }
    expect(await refusals()).toMatchObject([{ purpose: 'marketing', source: 'one_click', withdrawnAt: null }])
  })

  test('opened instead, by a person or a scanner, it leads to the page and changes nothing', async ({ page }) => {
    const { path, refusals } = await aLink({ channel: 'email', address: 'mari@example.ee' })
    await page.goto(`${path}/one-click`)
    await expect(page).toHaveURL(path)
    await expect(page.getByRole('button', { name: 'Loobun pakkumistest' })).toBeVisible()
    expect(await refusals()).toEqual([])
  })

  test('posted without its word, or to nobody, it refuses nothing', async ({ request }) => {
    const { path, refusals } = await aLink()
    expect((await request.post(`${path}/one-click`, { form: { hello: 'you' } })).status()).toBe(400)
    expect((await request.post('/o/AAAAAAAAAAAA/one-click', { form: ONE_CLICK })).status()).toBe(404)
    expect(await refusals()).toEqual([])
  })
})
