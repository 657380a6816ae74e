import { useLocale, useTranslations } from 'next-intl'
import type { Locale } from '#i18n/locales.ts'
import { LOCALES, localeOf } from '#i18n/locales.ts'
import { chooseLocaleAction } from './actions.ts'
import { CurrentPathField } from './current-path.tsx'

// Every language is called by its own name, whatever the screen speaks.
const NAMES: Record<Locale, string> = { et: 'Eesti', en: 'English', ru: 'Русский' }

/** ET EN RU: keeps the page and its filters; works without scripts. */
export function LocaleSwitch({ names = 'short' }: { names?: 'short' | 'long' }) {
  const current = localeOf(useLocale())
  const t = useTranslations('common')
  return (
    <form action={chooseLocaleAction}>
      <CurrentPathField />
      <fieldset className="flex gap-px">
        <legend className="sr-only">{t('languages')}</legend>
        {LOCALES.map((locale) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            aria-current={locale === current ? 'true' : undefined}
            className={`min-h-8 min-w-8 rounded-s border border-transparent text-center text-ink-3 hover:bg-hover aria-[current]:border-line aria-[current]:font-semibold aria-[current]:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11 ${names === 'short' ? 'px-1.5 text-[12px]/4 font-medium aria-[current]:bg-surface' : 'px-2.5 text-[13px]/[18px] font-medium aria-[current]:bg-sunken'}`}
          >
            {names === 'long' && NAMES[locale]}
            {names === 'short' && (
              <>
                {locale.toUpperCase()} <span className="sr-only">{NAMES[locale]}</span>
              </>
            )}
          </button>
        ))}
      </fieldset>
    </form>
  )
}
