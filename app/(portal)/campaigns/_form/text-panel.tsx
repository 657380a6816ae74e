'use client'

import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { useFormContext } from 'react-hook-form'

import { FieldMessage } from '#components/ui/field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useScripted } from '#components/use-scripted.ts'
import { MAX_BODY_CHARACTERS, MAX_SUBJECT_CHARACTERS } from '#lib/campaigns/inputs.ts'
import { emailOptOutWords, optOutWord } from '#lib/core/rendering.ts'
import { Editor, insertAtCaret } from '../../_texts/editor.tsx'
import { InsertElements } from '../../_texts/insert-elements.tsx'
import { useKeptLetters } from '../../_texts/kept-letters.ts'
import { PurposeNotes } from '../../_texts/purpose-notes.tsx'
import { ReplacementOffer } from '../../_texts/replacement-offer.tsx'
import { hasReplaceableLettersOnly, measureText, replacementFor } from '../../_texts/text-measure.ts'
import { TextMeter } from '../../_texts/text-meter.tsx'
import { panelId, tabId } from '../../_texts/text-tabs.tsx'
import { useTooMuchAtOnce } from '../../_texts/use-too-much-at-once.ts'
import type { ComposeData } from './compose-data.ts'
import type { ComposeValues } from './compose-values.ts'
import { SampleOnPhone } from './sample-person.tsx'
import { TestSend } from './test-send.tsx'
import type { LanguageText } from './use-measured-texts.ts'
import { usePlaceholderLabels } from './use-placeholder-labels.ts'
import { useTextMistakes } from './use-text-mistakes.ts'

/** One language: its text, what it takes, and how a patient sees it. */
export function TextPanel({
  data,
  text,
  people,
  open,
  save,
}: {
  data: ComposeData
  text: LanguageText
  /** How many would get this text. */
  people: number
  open: boolean
  save: () => Promise<boolean>
}) {
  const t = useTranslations('campaigns.compose')
  const formats = useFormats()
  const form = useFormContext<ComposeValues>()
  const labels = usePlaceholderLabels()
  const scripted = useScripted()
  const letters = useKeptLetters(text.language)
  const mistakes = useTextMistakes(text)
  const textarea = useRef<HTMLTextAreaElement>(null)
  const { language, index, toMeasure, measured } = text
  const sms = toMeasure.channel === 'sms'
  const priceMicro = sms ? data.prices.smsMicro : data.prices.emailMicro
  const counted = toMeasure.body.length <= MAX_BODY_CHARACTERS
  const mistake = useTooMuchAtOnce(textarea, toMeasure.body, MAX_BODY_CHARACTERS) ?? mistakes.body
  const name = formats.language(language)
  const id = `body-${language}`
  const title = (subject: string) =>
    form.setValue(`compositions.${index}.subject`, subject, {
      shouldDirty: true,
      shouldTouch: true,
      shouldValidate: true,
    })
  const put = (body: string) =>
    form.setValue(`compositions.${index}.body`, body, { shouldDirty: true, shouldTouch: true })

  const offer = scripted && counted ? replacementFor(text.plain, measureText(text.plain)) : null
  const offered = offer && !letters.kept(offer.letters.map(({ character }) => character))

  return (
    <div
      role="tabpanel"
      id={panelId(language)}
      aria-labelledby={tabId(language)}
      className={`grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-4 px-4 pt-4 pb-5 md:grid-cols-[minmax(0,1fr)_222px] md:px-5 ${open ? '' : 'without-script'}`}
    >
      <div className="grid min-w-0 content-start gap-3">
        {!sms && (
          <TextField
            label={t('subjectIn', { language: name })}
            lang={language}
            error={mistakes.subject}
            // Named for a post without scripts; a registered field would have to carry the form's own path.
            name={`subject.${language}`}
            value={toMeasure.subject}
            onChange={(event) => title(event.target.value)}
            maxLength={MAX_SUBJECT_CHARACTERS * 2}
          />
        )}
        {sms && <input type="hidden" name={`subject.${language}`} value={toMeasure.subject} />}
        <div className="grid gap-[5px]">
          <label className="justify-self-start type-label first-letter:uppercase" htmlFor={id}>
            {t('textIn', { language: name })}
          </label>
          <div className="control p-0! has-[textarea:focus]:outline-2" data-invalid={Boolean(mistake) || undefined}>
            <Editor
              id={id}
              name={`body.${language}`}
              language={language}
              stored={toMeasure.body}
              onChange={put}
              onBlur={() => form.trigger(`compositions.${index}.body`)}
              labels={labels}
              markLetters={sms && hasReplaceableLettersOnly(toMeasure.body)}
              invalid={Boolean(mistake)}
              describedBy={`${id}-message ${id}-meter`}
              textarea={textarea}
            />
            {toMeasure.purpose === 'offer' && (
              <OptOutEnding text={measured.text} language={language} sms={sms} link={data.optOutLink} />
            )}
          </div>
          <FieldMessage id={`${id}-message`} error={mistake} />
        </div>
        <PurposeNotes
          purpose={toMeasure.purpose}
          text={`${toMeasure.subject} ${toMeasure.body}`}
          location={data.prices.country}
        />
        <InsertElements
          labels={labels}
          onInsert={(element) => textarea.current && insertAtCaret(textarea.current, element)}
        />
        {sms && counted && <TextMeter measured={measured} priceMicro={priceMicro} id={`${id}-meter`} />}
      </div>
      <div className="grid content-start gap-2">
        <SampleOnPhone
          sms={sms}
          senderName={data.senderName}
          now={data.now}
          language={language}
          measured={measured}
          priceMicro={priceMicro}
          person={text.person}
          onStep={text.step}
          empty={t('empty')}
        />
        <TestSend campaignId={data.draft.campaignId} language={language} save={save} blank={text.blank} full />
      </div>
      {offer && offered && (
        <div className="md:col-span-2">
          <ReplacementOffer
            replacement={offer}
            people={people}
            priceMicro={priceMicro}
            onReplace={() => put(offer.body)}
            onKeep={() => letters.keep(offer.letters.map(({ character }) => character))}
          />
        </div>
      )}
    </div>
  )
}

// The last line of every offer: shown where it will stand, out of reach of the keyboard.
function OptOutEnding({ text, language, sms, link }: { text: string; language: string; sms: boolean; link: string }) {
  const t = useTranslations('campaigns.compose')
  const ending = text.slice(text.lastIndexOf('\n') + 1)
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-b-m border-t border-line bg-sunken px-3 py-2 type-small text-ink-2">
      <Lock className="size-3.5 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden="true" />
      <span lang={language} className="min-w-0 wrap-anywhere">
        {ending.endsWith(link) ? ending : `${sms ? optOutWord(language) : emailOptOutWords(language)}: ${link}`}
      </span>
      <span className="text-ink-3">{sms ? t('optOutEnding') : t('optOutEmail')}</span>
    </p>
  )
}
