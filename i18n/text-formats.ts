import type { FormatTag } from '#i18n/locales.ts'
import { localeOf } from '#i18n/locales.ts'
import { formatMoney, formatPercent, formatWhole } from '#lib/core/number-format.ts'
import type { TimeStyle } from '#lib/core/time-format.ts'
import { formatTime } from '#lib/core/time-format.ts'

/** Figures, times and names in the locale of the screen, ready to stand alone or in a message. */
export function textFormats(tag: FormatTag, timeZone: string) {
  const locale = localeOf(tag)
  return {
    locale,
    whole: formatWhole,
    percent: (share: number, decimals?: number) => formatPercent(share, locale, decimals),
    money: formatMoney,
    /** `zone` is the clinic's where a page knows it. */
    time: (at: Date, style: TimeStyle, zone = timeZone) =>
      formatTime(at, style === 'weekdayTime' && !isThisYear(at) ? 'dayAndTime' : style, locale, zone),
    /** The name of an ISO 639 language; the code itself where Intl has no name. */
    language: (code: string) => displayName(locale, 'language', code),
    /** The name of an ISO 3166 country. */
    country: (code: string) => displayName(locale, 'region', code),
    list: (items: readonly string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
  }
}

export type TextFormats = ReturnType<typeof textFormats>

// A weekday without a year means this one. Within hours of New Year the year is said as well: no harm.
function isThisYear(at: Date): boolean {
  return at.getUTCFullYear() === new Date().getUTCFullYear()
}

// Made once for each locale: making one takes longer than drawing a row of a list.
const names = new Map<string, Intl.DisplayNames>()

function displayName(locale: string, type: 'language' | 'region', code: string): string {
  const key = `${locale} ${type}`
  const known = names.get(key) ?? new Intl.DisplayNames([locale], { type })
  names.set(key, known)
  try {
    return known.of(code) ?? code
  } catch {
    return code
  }
}
