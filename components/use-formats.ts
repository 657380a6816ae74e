import { useLocale, useTimeZone } from 'next-intl'

import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import type { TextFormats } from '#i18n/text-formats.ts'
import { textFormats } from '#i18n/text-formats.ts'

/** For components, on the server and in the browser; in async pages `getFormats()`. */
export function useFormats(): TextFormats {
  const locale = useLocale()
  const timeZone = useTimeZone() ?? DEFAULT_TIME_ZONE
  return textFormats(locale, timeZone)
}
