import type { Locale } from '#i18n/locales.ts'
import { DEFAULT_LOCALE, isLocale } from '#i18n/locales.ts'

/** The locale of a patient's page: the language of the text where the portal has strings for it, else the chain's own, else Estonian. */
export function patientLocale(textLanguage: string | null, chainLanguage: string): Locale {
  return [textLanguage, chainLanguage].find(isLocale) ?? DEFAULT_LOCALE
}
