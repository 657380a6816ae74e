import type { BrowserContext, Page } from '@playwright/test'

const PASSWORD = 'forget-me-not'

/** Signs a person of the demo in; with `stay`, on the sign-in page that is open already. */
export async function signIn(page: Page, email: string, { stay = false }: { stay?: boolean } = {}): Promise<void> {
  if (!stay) await page.goto('/sign-in')
  await page.getByLabel('Töö e-post').fill(email)
  await page.getByLabel('Parool', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Logi sisse', exact: true }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>
const signedIn = new Map<string, Cookies>()

/**
 * Makes a browser that of a person of the demo, on whatever page it is: with the session that an earlier test of this process began, as
 * people keep theirs for a day. The first test signs in. Signing in and out themselves are tried in sign-in.spec.ts and frame.spec.ts.
 */
export async function actAs(page: Page, email: string): Promise<void> {
  const kept = signedIn.get(email)
  if (kept) return page.context().addCookies(kept)
  await signIn(page, email)
  signedIn.set(email, await page.context().cookies())
}
