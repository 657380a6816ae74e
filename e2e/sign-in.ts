import type { Page } from '@playwright/test'

const PASSWORD = 'forget-me-not'

/** Signs a person of the demo in; with `stay`, on the sign-in page that is open already. */
export async function signIn(page: Page, email: string, { stay = false }: { stay?: boolean } = {}): Promise<void> {
  if (!stay) await page.goto('/sign-in')
  await page.getByLabel('Töö e-post').fill(email)
  await page.getByLabel('Parool', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Logi sisse', exact: true }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}
