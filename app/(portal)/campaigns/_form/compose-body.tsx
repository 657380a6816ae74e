'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { FormEvent, KeyboardEvent } from 'react'
import { useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'

import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Switch } from '#components/ui/checkbox.tsx'
import { Note } from '#components/ui/note.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { Refused } from '#lib/web/staff-action.ts'
import { ApplyTemplate } from '../../_texts/apply-template.tsx'
import { tabId } from '../../_texts/text-tabs.tsx'
import { saveCampaignAction } from '../actions.ts'
import { AudienceTotal } from './audience-count.tsx'
import { AudienceFold } from './audience-fold.tsx'
import { AudienceFields } from './audience-panel.tsx'
import { BlankLanguages } from './blank-languages.tsx'
import type { ComposeData } from './compose-data.ts'
import { ComposeHead } from './compose-head.tsx'
import type { ComposeValues } from './compose-values.ts'
import { LanguageTabs } from './language-tabs.tsx'
import { LiveMessage } from './live-message.tsx'
import { PickedPatients } from './picked-patients.tsx'
import { estimateReach } from './reach.ts'
import { ReachCard, StickyReach, TariffLine } from './reach-card.tsx'
import { textFaults } from './text-faults.ts'
import { TextPanel } from './text-panel.tsx'
import { useAudienceCount } from './use-audience-count.ts'
import { useAutosave } from './use-autosave.ts'
import { useMeasuredTexts } from './use-measured-texts.ts'

/** Three questions from left to right: who, what, at what price. */
export function ComposeBody({
  data,
  formAction,
  refused,
}: {
  data: ComposeData
  formAction: (form: FormData) => void
  refused: Refused | null
}) {
  const t = useTranslations('campaigns')
  const refusal = useRefusalText()
  const form = useFormContext<ComposeValues>()
  const [channel, noLanguageAs] = useWatch({ control: form.control, name: ['channel', 'noLanguageAs'] })
  const live = useAudienceCount(data.count)
  const texts = useMeasuredTexts(data)
  const { state, saveNow } = useAutosave(form, data.draft, saveCampaignAction)
  const [open, setOpen] = useState(texts.find((text) => !text.blank)?.language ?? texts[0]?.language ?? '')
  const [audienceOpen, setAudienceOpen] = useState(false)
  const { preview, pending } = usePreview(data.draft.campaignId, texts, saveNow, (language) => setOpen(language))

  const reach = estimateReach(
    live.count,
    texts.map(({ language, blank, measured }) => ({ language, blank, segments: measured.segments })),
    noLanguageAs,
    channel === 'sms' ? data.prices.smsMicro : data.prices.emailMicro,
  )
  const openText = texts.find((text) => text.language === open)
  const peopleOf = (language: string) => reach.lines.find((line) => line.language === language)?.people ?? 0
  const write = (language: string) => {
    setOpen(language)
    document.getElementById(tabId(language))?.focus()
  }

  return (
    <form
      action={formAction}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void preview()
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        void preview()
      }}
      className="max-md:pb-16"
    >
      <input type="hidden" name="campaignId" value={data.draft.campaignId} />
      <input type="hidden" name="version" value={data.draft.version} />
      <ComposeHead saved={state} openHref={`/campaigns/${data.draft.campaignId}`} isPrivate={data.picked !== null} />
      {refused && (
        <div className="without-script mb-4">
          <Note tone="bad" role="alert" title={refusal(refused)} />
        </div>
      )}
      <LiveMessage
        text={`${t('people', { count: live.count.people })}. ${openText ? t('parts', { count: openText.measured.segments }) : ''}`}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[280px_minmax(0,1fr)] xl:grid-cols-[304px_minmax(0,1fr)_288px]">
        <AudienceFold count={live.count} open={audienceOpen} onToggle={() => setAudienceOpen(!audienceOpen)} />
        <div id="audience" className={audienceOpen ? '' : 'max-md:[@media_(scripting:enabled)]:hidden'}>
          <Card title={t('audience.title')} footer={<AudienceTotal live={live} />}>
            {data.picked ? <PickedPatients picked={data.picked} /> : <AudienceFields data={data} />}
          </Card>
        </div>
        <Card flush>
          <h2 className="sr-only">{t('compose.texts')}</h2>
          <LanguageTabs
            texts={texts}
            count={live.count}
            channel={channel}
            noLanguageAs={noLanguageAs}
            open={open}
            onOpen={setOpen}
          />
          <ApplyTemplate
            purpose={data.picked ? 'private' : 'bulk'}
            texts={texts.map(({ toMeasure: { language, subject, body } }) => ({ language, subject, body }))}
            onApply={(applied) => form.setValue('compositions', applied, { shouldDirty: true, shouldTouch: true })}
          />
          {texts.map((text) => (
            <TextPanel
              key={text.language}
              data={data}
              text={text}
              people={peopleOf(text.language)}
              open={text.language === open}
              save={saveNow}
            />
          ))}
          <BlankLanguages texts={texts} count={live.count} onWrite={write} />
          {!data.picked && (
            <div className="border-t border-line px-4 py-3.5 md:px-5">
              <Switch
                label={t('compose.outsideHours')}
                hint={t('compose.outsideHoursHint')}
                defaultChecked={form.getValues('outsideHours')}
                {...form.register('outsideHours')}
              />
            </div>
          )}
        </Card>
        <div className="grid gap-3 lg:col-start-2 xl:sticky xl:top-[calc(var(--bar)+16px)] xl:col-start-auto">
          <ReachCard data={data} reach={reach} channel={channel} pending={pending} />
          <TariffLine data={data} channel={channel} />
          <div className="without-script flex gap-2">
            <Button type="submit" name="intent" value="save" full>
              {t('compose.save')}
            </Button>
          </div>
        </div>
      </div>
      <StickyReach data={data} reach={reach} pending={pending} />
    </form>
  )
}

/** Goes to the preview when the draft is saved and nothing in it would be refused; otherwise to the first mistake. */
function usePreview(
  campaignId: string,
  texts: ReturnType<typeof useMeasuredTexts>,
  saveNow: () => Promise<boolean>,
  open: (language: string) => void,
) {
  const router = useRouter()
  const refusal = useRefusalText()
  const form = useFormContext<ComposeValues>()
  const [pending, setPending] = useState(false)

  const focusText = (language: string, field: 'body' | 'subject') => {
    open(language)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[name="${field}.${language}"]`)?.focus())
  }
  const firstFault = () => {
    for (const text of texts) {
      const faults = textFaults(text.toMeasure, text.measured)
      if (faults.subject) return { language: text.language, field: 'subject' as const }
      if (faults.body) return { language: text.language, field: 'body' as const }
    }
    return null
  }

  const preview = async () => {
    if (pending) return
    if (!(await form.trigger(undefined, { shouldFocus: true }))) return
    const fault = firstFault()
    if (fault) return focusText(fault.language, fault.field)
    const first = texts[0]
    if (first && texts.every((text) => text.blank)) {
      form.setError(`compositions.${first.index}.body`, { message: refusal({ code: 'campaign_blank' }) })
      return focusText(first.language, 'body')
    }
    const unnamed = texts.find(isLetterWithoutSubject)
    if (unnamed) {
      form.setError(`compositions.${unnamed.index}.subject`, { message: refusal({ code: 'subject_blank' }) })
      return focusText(unnamed.language, 'subject')
    }
    setPending(true)
    if (await saveNow()) router.push(`/campaigns/${campaignId}/preview`)
    else setPending(false)
  }
  return { preview, pending }
}

// Said only when one goes on: a subject is often written last.
function isLetterWithoutSubject({ blank, toMeasure }: ReturnType<typeof useMeasuredTexts>[number]): boolean {
  return toMeasure.channel === 'email' && !blank && toMeasure.subject.trim() === ''
}
