import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'

import { actAs } from '#e2e/sign-in.ts'

const OPERATOR = 'operator2@meelespea.example'
const MANAGER = 'maria@valge.example'
const PASSWORD = 'незабудка у ручья'

const noViolations = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

/** Whoever opens a chain reads the invitation here, as long as there is no mail server. */
async function invitationOf(desk: Page, email: string): Promise<string> {
  await desk.goto('/letters')
  const letter = desk.getByRole('row').filter({ hasText: email }).first()
  const path = /\/invite\/[\w-]+/.exec((await letter.textContent()) ?? '')
  expect(path).not.toBeNull()
  return path?.[0] ?? ''
}

test('a new chain applies in Russian, corrects what was returned, is approved, and can be paused', async ({
  page: desk,
  browser,
}) => {
  await actAs(desk, OPERATOR)
  await desk.goto('/chains')
  await noViolations(desk)
  await desk.getByRole('link', { name: 'Ava kett' }).click()
  await desk.getByLabel('Keti nimi').fill('Valge Hammas')
  await desk.getByLabel('Ketijuhi nimi').fill('Мария Иванова')
  await desk.getByLabel('Ketijuhi e-post').fill(MANAGER)
  await desk.getByLabel('Kutse keel').selectOption('ru')
  await desk.getByRole('button', { name: 'Ava kett ja saada kutse' }).click()
  await expect(desk.getByText('Kett on avatud.')).toBeVisible()
  await noViolations(desk)

  const context = await browser.newContext({ locale: 'ru-RU' })
  await context.addCookies([{ name: 'locale', value: 'ru', url: new URL(desk.url()).origin }])
  const clinic = await context.newPage()
  await clinic.goto(await invitationOf(desk, MANAGER))
  await clinic.getByLabel('Пароль', { exact: true }).fill(PASSWORD)
  await clinic.getByRole('button', { name: 'Создать учётную запись' }).click()
  await clinic.getByLabel('Рабочий e-mail').fill(MANAGER)
  await clinic.getByLabel('Пароль', { exact: true }).fill(PASSWORD)
  await clinic.getByRole('button', { name: 'Войти', exact: true }).click()

  const banner = clinic.getByRole('complementary', { name: 'Песочница: сообщения не доходят до пациентов' })
  await expect(banner).toBeVisible()
  await banner.getByRole('link', { name: 'Подать заявку на подключение' }).click()
  await expect(clinic.getByRole('heading', { name: 'Цена одного сообщения: Эстония' })).toBeVisible()
  await clinic.getByLabel('Регистрационный код').fill('10421620')
  await clinic.getByLabel('Сообщений в месяц, примерно').fill('3000')
  await clinic.getByLabel('Телефон').fill('+372 5123 4567')
  await clinic.getByRole('button', { name: 'Подать заявку' }).click()
  await expect(clinic.getByText('Код неверен: не сходится контрольная цифра')).toBeVisible()
  await noViolations(clinic)
  await clinic.getByLabel('Регистрационный код').fill('10421629')
  await expect(clinic.getByText('Черновик сохранён')).toBeVisible()
  await clinic.reload()
  await expect(clinic.getByLabel('Телефон')).toHaveValue('+372 5123 4567')
  await clinic.getByRole('button', { name: 'Подать заявку' }).click()
  await expect(clinic.getByText('На рассмотрении').first()).toBeVisible()
  await noViolations(clinic)

  await desk.goto('/applications?status=in_review')
  await noViolations(desk)
  await desk.getByRole('link', { name: 'Valge Hammas' }).click()
  await noViolations(desk)
  await desk.getByRole('button', { name: 'Saada otsus' }).click()
  await expect(desk.getByText('Täida see väli')).toBeVisible()
  await desk.getByLabel('Põhjus', { exact: true }).fill('Palun lisage ärinimele OÜ')
  await desk.getByRole('button', { name: 'Saada otsus' }).click()
  await expect(desk.getByText('Taotlus on keti käes parandada.')).toBeVisible()

  await clinic.reload()
  await expect(clinic.getByText('Причина: Palun lisage ärinimele OÜ')).toBeVisible()
  await clinic.getByLabel('Юридическое название').fill('Valge Hammas OÜ')
  await clinic.getByRole('button', { name: 'Подать заявку' }).click()
  await expect(clinic.getByText('На рассмотрении').first()).toBeVisible()

  await desk.reload()
  await desk.getByRole('button', { name: 'Kiida heaks ja ava teenus' }).click()
  await expect(desk.getByText('Taotlus on heaks kiidetud ja teenus avatud.')).toBeVisible()

  await clinic.goto('/activation')
  await expect(clinic.getByText('Одобрена', { exact: true }).first()).toBeVisible()
  await expect(clinic.getByText('Valge Hammas OÜ')).toBeVisible()
  await expect(banner).toHaveCount(0)
  await noViolations(clinic)

  await desk.goto('/chains?q=valge')
  await desk.getByRole('link', { name: 'Valge Hammas' }).click()
  await desk.getByLabel('Põhjus').fill('Ootame arve tasumist')
  await desk.getByRole('button', { name: 'Peata saatmine' }).click()
  await expect(desk.getByRole('button', { name: 'Lase saatmisel jätkuda' })).toBeVisible()
  await clinic.reload()
  await expect(clinic.getByText('Meelespea приостановила отправку сети: Ootame arve tasumist')).toBeVisible()
  await context.close()

  await desk.goto('/queues')
  await expect(desk.getByRole('row', { name: /^planner\.tick/ })).toBeVisible()
  await noViolations(desk)
})
