import { Ban, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { KeyboardEvent, ReactNode } from 'react'

import { ToneStatus } from '#components/ui/badge.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { AudienceCount } from '#lib/campaigns/preview-figures.ts'
import type { LanguageText } from './use-measured-texts.ts'

type TabsProps = {
  texts: readonly LanguageText[]
  count: AudienceCount
  channel: 'sms' | 'email'
  noLanguageAs: string
  open: string
  onOpen: (language: string) => void
}

/** One tab a language: code, name, people, and how its text stands. Patients without a language stand beside, as a line of their own. */
export function LanguageTabs({ texts, count, channel, noLanguageAs, open, onOpen }: TabsProps) {
  const t = useTranslations('campaigns.compose')
  const tCampaigns = useTranslations('campaigns')
  const formats = useFormats()
  const peopleOf = (language: string | null) => count.languages.find((row) => row.language === language)?.people ?? 0
  const withoutLanguage = peopleOf(null)

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    const at = texts.findIndex(({ language }) => language === open)
    const next = texts[(at + by + texts.length) % texts.length]
    if (!next) return
    onOpen(next.language)
    document.getElementById(tabId(next.language))?.focus()
  }

  return (
    <div className="flex overflow-x-auto rounded-t-l border-b border-line bg-sunken [scrollbar-width:none]">
      <div role="tablist" aria-label={t('languageTabs')} className="contents" onKeyDown={onKeyDown}>
        {texts.map((text) => (
          <button
            key={text.language}
            id={tabId(text.language)}
            type="button"
            role="tab"
            aria-selected={text.language === open}
            aria-controls={panelId(text.language)}
            tabIndex={text.language === open ? 0 : -1}
            onClick={() => onOpen(text.language)}
            className={TAB}
          >
            <TabFace
              code={text.language}
              name={formats.language(text.language)}
              people={formats.whole(peopleOf(text.language))}
              state={<TextState text={text} channel={channel} />}
            />
          </button>
        ))}
      </div>
      {withoutLanguage > 0 && (
        <a href="#no-language" className={`${TAB} text-inherit no-underline`}>
          <TabFace
            code="–"
            name={tCampaigns('noLanguage')}
            people={formats.whole(withoutLanguage)}
            state={
              noLanguageAs ? (
                t('getsText', { language: noLanguageAs })
              ) : (
                <ToneStatus tone="neutral" icon={<Ban strokeWidth={1.75} aria-hidden="true" />}>
                  {t('leftOut')}
                </ToneStatus>
              )
            }
          />
        </a>
      )}
    </div>
  )
}

export function tabId(language: string): string {
  return `text-tab-${language}`
}

export function panelId(language: string): string {
  return `text-${language}`
}

const TAB =
  'group relative grid min-w-[86px] flex-auto grid-cols-[auto_1fr_auto] items-center gap-x-2 gap-y-0.5 border-e border-line px-3.5 pt-2.5 pb-[11px] last:border-e-0 ' +
  'hover:bg-hover focus-visible:-outline-offset-2 aria-selected:bg-surface aria-selected:after:absolute aria-selected:after:inset-x-0 aria-selected:after:top-0 ' +
  'aria-selected:after:h-[3px] aria-selected:after:bg-blue max-md:grid-cols-1 max-md:justify-items-center max-md:px-1 max-md:text-center'

function TabFace({ code, name, people, state }: { code: string; name: string; people: string; state: ReactNode }) {
  return (
    <>
      <span className="min-w-[26px] rounded-[5px] border border-line-strong bg-surface px-[5px] text-center text-[12px]/[18px] font-semibold text-ink-2 group-aria-selected:border-blue group-aria-selected:bg-blue group-aria-selected:text-on-blue">
        {code}
      </span>
      <span className="block truncate font-medium first-letter:uppercase text-ink-2 group-aria-selected:font-semibold group-aria-selected:text-ink max-md:sr-only 2xl:block [[role=tab]:not([aria-selected=true])>&]:max-2xl:hidden">
        {name}
      </span>
      <span className="col-start-3 font-semibold max-md:col-start-1">{people}</span>
      <span className="col-span-full type-small text-ink-3 md:ps-[34px]">{state}</span>
    </>
  )
}

function TextState({ text, channel }: { text: LanguageText; channel: 'sms' | 'email' }) {
  const t = useTranslations('campaigns.compose')
  const tCommon = useTranslations('common')
  const tCampaigns = useTranslations('campaigns')
  if (text.blank) {
    return (
      <ToneStatus tone="warn" icon={<TriangleAlert strokeWidth={1.75} aria-hidden="true" />}>
        {t('empty')}
      </ToneStatus>
    )
  }
  if (channel === 'email') return tCampaigns('channel.email')
  return tCommon('parts', { count: text.measured.segments })
}
