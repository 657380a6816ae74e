export const LOCALES = ['et', 'en', 'ru'] as const
export type Locale = (typeof LOCALES)[number]

export const DEFAULT_LOCALE: Locale = 'et'
export const LOCALE_COOKIE = 'locale'

/** The zone of clinics that name no other; never the browser's. */
export const DEFAULT_TIME_ZONE = 'Europe/Tallinn'

// English as it is written in Estonia, so that figures look alike in all three: 4 812,5 and 97,8%.
const FORMAT_TAGS = { et: 'et', en: 'en-EE', ru: 'ru' } as const satisfies Record<Locale, string>
export type FormatTag = (typeof FORMAT_TAGS)[Locale]

/** What next-intl and Intl are given; `useLocale()` answers with it. */
export function formatTag(locale: Locale): FormatTag {
  return FORMAT_TAGS[locale]
}

/** The portal's locale behind a format tag, for `lang` and for choosing texts. */
export function localeOf(tag: FormatTag): Locale {
  return tag === 'en-EE' ? 'en' : tag
}

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value)
}

/**
 * The first language of an Accept-Language header that the portal speaks; Estonian when there is none.
 *
 * Source: RFC 9110 §12.5.4 (quality values; a quality of 0 is a refusal).
 */
export function localeFromHeader(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { locale: tag.slice(0, 2).toLowerCase(), quality: quality ? Number(quality.trim().slice(2)) : 1 }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
  return wanted.map(({ locale }) => locale).find(isLocale) ?? DEFAULT_LOCALE
}
