import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import type { Locale } from '#i18n/locales.ts'
import { isLocale, LOCALE_COOKIE, localeFromHeader } from '#i18n/locales.ts'
import { patientPageLocale } from '#lib/web/patient-link.ts'

/**
 * The locale of this request's screens: the person's choice, else what the browser asks for. A patient's page speaks the language of
 * the text that led to it.
 */
export const readLocale = cache(async (): Promise<Locale> => {
  const ofPatient = await patientPageLocale()
  if (ofPatient) return ofPatient
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  if (isLocale(chosen)) return chosen
  return localeFromHeader((await headers()).get('accept-language'))
})
