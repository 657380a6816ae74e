import { getLocale, getTimeZone } from 'next-intl/server'
import type { TextFormats } from '#i18n/text-formats.ts'
import { textFormats } from '#i18n/text-formats.ts'

/** For pages and other async server components; elsewhere `useFormats()`. */
export async function getFormats(): Promise<TextFormats> {
  const [locale, timeZone] = await Promise.all([getLocale(), getTimeZone()])
  return textFormats(locale, timeZone)
}
