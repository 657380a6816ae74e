import type { formats } from '#i18n/formats.ts'
import type { FormatTag } from '#i18n/locales.ts'
import type { Messages as PortalMessages } from '#i18n/messages.ts'

declare module 'next-intl' {
  interface AppConfig {
    Locale: FormatTag
    Messages: PortalMessages
    Formats: typeof formats
  }
}
