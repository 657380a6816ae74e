import { getRequestConfig } from 'next-intl/server'

import { readLocale } from '#i18n/current-locale.ts'
import { formats } from '#i18n/formats.ts'
import { DEFAULT_TIME_ZONE, formatTag } from '#i18n/locales.ts'
import { loadMessages } from '#i18n/messages.ts'

export default getRequestConfig(async () => {
  const locale = await readLocale()
  return {
    locale: formatTag(locale),
    messages: await loadMessages(locale),
    formats,
    timeZone: DEFAULT_TIME_ZONE,
  }
})
