'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'

import { isLocale, LOCALE_COOKIE } from '#i18n/locales.ts'
import { chooseLocale } from '#lib/staff/choose-locale.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { sameOriginPath } from '#lib/web/same-origin-path.ts'
import { readTheme, THEME_COOKIE } from '#lib/web/theme.ts'

const YEAR_SECONDS = 365 * 24 * 60 * 60
const KEPT = { path: '/', sameSite: 'lax', maxAge: YEAR_SECONDS } as const

/**
 * The language of the screens: in a cookie, and in the record of who is signed in, for the next computer. The page and its filters
 * stay. Open to everybody: it changes only the asker's own view.
 */
export async function chooseLocaleAction(form: FormData): Promise<void> {
  const locale = form.get('locale')
  if (isLocale(locale)) {
    const staff = await currentStaff()
    if (staff) await chooseLocale(staff.id, locale)
    const jar = await cookies()
    jar.set(LOCALE_COOKIE, locale, KEPT)
  }
  redirect(sameOriginPath(form.get('path')))
}

/** Light, dark, or as the system has it. */
export async function chooseThemeAction(form: FormData): Promise<void> {
  const jar = await cookies()
  const theme = readTheme(form.get('theme'))
  if (theme === 'system') jar.delete(THEME_COOKIE)
  else jar.set(THEME_COOKIE, theme, KEPT)
  redirect(sameOriginPath(form.get('path')))
}
