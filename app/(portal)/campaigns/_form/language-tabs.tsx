import { Ban, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { ToneStatus } from '#components/ui/badge.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { AudienceCount } from '#lib/campaigns/preview-figures.ts'
import { TAB_CLASS, TabFace, TextTabs } from '../../_texts/text-tabs.tsx'
import type { LanguageText } from './use-measured-texts.ts'

type TabsProps = {
  texts: readonly LanguageText[]
  count: AudienceCount
  channel: 'sms' | 'email'
  noLanguageAs: string
  open: string
  onOpen: (language: string) => void
}

/** One tab a language, with the people it reaches. Patients without a language stand beside, as a line of their own. */
export function LanguageTabs({ texts, count, channel, noLanguageAs, open, onOpen }: TabsProps) {
  const t = useTranslations('campaigns.compose')
  const tCampaigns = useTranslations('campaigns')
  const formats = useFormats()
  const peopleOf = (language: string | null) => count.languages.find((row) => row.language === language)?.people ?? 0
  const withoutLanguage = peopleOf(null)

  return (
    <TextTabs
      label={t('languageTabs')}
      open={open}
      onOpen={onOpen}
      tabs={texts.map((text) => ({
        language: text.language,
        people: peopleOf(text.language),
        state: <TextState text={text} channel={channel} />,
      }))}
    >
      {withoutLanguage > 0 && (
        <a href="#no-language" className={`${TAB_CLASS} text-inherit no-underline`}>
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
    </TextTabs>
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
