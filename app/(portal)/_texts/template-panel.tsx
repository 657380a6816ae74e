'use client'

import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'

import { FieldMessage } from '#components/ui/field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useScripted } from '#components/use-scripted.ts'
import { carriesRefusal } from '#lib/core/refusal-purposes.ts'
import { optOutWord } from '#lib/core/rendering.ts'
import type { TemplatePurpose } from '#lib/core/template-text.ts'
import { bodyWithEndings, isVisitPurpose, textBudgetOf, textPurposeOf } from '#lib/core/template-text.ts'
import { MAX_TEMPLATE_BODY, MAX_TEMPLATE_SUBJECT } from '#lib/templates/inputs.ts'
import { BudgetBar } from './budget-bar.tsx'
import { Editor, insertAtCaret } from './editor.tsx'
import { EndingsChoice } from './endings-choice.tsx'
import { InsertElements } from './insert-elements.tsx'
import { useKeptLetters } from './kept-letters.ts'
import { measureTemplate, templateToMeasure } from './measure-template.ts'
import { PurposeNotes } from './purpose-notes.tsx'
import { ReplacementOffer } from './replacement-offer.tsx'
import type { TemplateText } from './template-texts.ts'
import { hasReplaceableLettersOnly, measureText, replacementFor } from './text-measure.ts'
import { TextMeter } from './text-meter.tsx'
import { TextOnPhone } from './text-on-phone.tsx'
import { panelId, tabId } from './text-tabs.tsx'
import type { TextTerms } from './text-terms.ts'
import { useElementLabels } from './use-element-labels.ts'
import { useTooMuchAtOnce } from './use-too-much-at-once.ts'

type PanelProps = {
  terms: TextTerms
  purpose: TemplatePurpose
  text: TemplateText
  onChange: (change: Partial<TemplateText>) => void
  mistakes: { subject: string | undefined; body: string | undefined }
  open: boolean
}

/** One language of a template: its words, what they take at their longest, and how a patient sees them. */
export function TemplatePanel({ terms, purpose, text, onChange, mistakes, open }: PanelProps) {
  const t = useTranslations('templates.form')
  const formats = useFormats()
  const labels = useElementLabels(purpose)
  const textarea = useRef<HTMLTextAreaElement>(null)
  const { language, body } = text
  const name = formats.language(language)
  const id = `body-${language}`
  const measured = measureTemplate(purpose, text, terms)
  const visit = isVisitPurpose(purpose)
  const counted = body.length <= MAX_TEMPLATE_BODY
  const mistake = useTooMuchAtOnce(textarea, body, MAX_TEMPLATE_BODY) ?? mistakes.body
  return (
    <div
      role="tabpanel"
      id={panelId(language)}
      aria-labelledby={tabId(language)}
      className={`grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-4 px-4 pt-4 pb-5 md:grid-cols-[minmax(0,1fr)_222px] md:px-5 ${open ? '' : 'without-script'}`}
    >
      <div className="grid min-w-0 content-start gap-3.5">
        <div className="grid gap-[5px]">
          <label className="justify-self-start type-label first-letter:uppercase" htmlFor={id}>
            {t('textIn', { language: name })}
          </label>
          <div className="control p-0! has-[textarea:focus]:outline-2" data-invalid={Boolean(mistake) || undefined}>
            <Editor
              id={id}
              name={`body.${language}`}
              language={language}
              stored={body}
              onChange={(typed) => onChange({ body: typed })}
              onBlur={() => {}}
              labels={labels}
              markLetters={hasReplaceableLettersOnly(body)}
              invalid={Boolean(mistake)}
              describedBy={`${id}-message ${id}-meter`}
              textarea={textarea}
            />
            {carriesRefusal(textPurposeOf(purpose)) && <RefusalEnding language={language} link={terms.optOutLink} />}
          </div>
          <FieldMessage id={`${id}-message`} error={mistake} />
        </div>
        <PurposeNotes purpose={textPurposeOf(purpose)} text={`${text.subject} ${body}`} location={terms.location} />
        <InsertElements
          labels={labels}
          onInsert={(element) => textarea.current && insertAtCaret(textarea.current, element)}
        />
        {visit && (
          <EndingsChoice
            language={language}
            endings={text.endings}
            terms={terms.lengths}
            onChange={(endings) => onChange({ endings })}
          />
        )}
        {visit && counted && (
          <BudgetBar
            id={`${id}-budget`}
            max={terms.maxCharacters}
            budget={textBudgetOf(bodyWithEndings(body, text.endings), { ...terms.lengths, language })}
          />
        )}
        {counted && <TextMeter measured={measured.longest} priceMicro={terms.smsMicro} id={`${id}-meter`} />}
        <TextField
          label={t('subjectIn', { language: name })}
          hint={t('subjectHint')}
          optional
          lang={language}
          error={mistakes.subject}
          name={`subject.${language}`}
          value={text.subject}
          onChange={(event) => onChange({ subject: event.target.value })}
          maxLength={MAX_TEMPLATE_SUBJECT}
        />
      </div>
      <TextOnPhone language={language} terms={terms} measured={measured} />
      <Replacements
        terms={terms}
        purpose={purpose}
        text={text}
        onReplace={(replaced) => onChange({ body: replaced })}
      />
    </div>
  )
}

// What õ, š, ž and the like cost each text, with values that force nothing themselves.
function Replacements({
  terms,
  purpose,
  text,
  onReplace,
}: Pick<PanelProps, 'terms' | 'purpose' | 'text'> & { onReplace: (body: string) => void }) {
  const scripted = useScripted()
  const letters = useKeptLetters(text.language)
  const plain = templateToMeasure(purpose, text, terms, 'longest')
  const offer = scripted ? replacementFor(plain, measureText(plain)) : null
  if (!offer || letters.kept(offer.letters.map(({ character }) => character))) return null
  return (
    <div className="md:col-span-2">
      <ReplacementOffer
        replacement={offer}
        people={1}
        priceMicro={terms.smsMicro}
        onReplace={() => onReplace(offer.body)}
        onKeep={() => letters.keep(offer.letters.map(({ character }) => character))}
      />
    </div>
  )
}

// The last line of every greeting and recall: shown where it will stand, out of reach of the keyboard.
function RefusalEnding({ language, link }: { language: string; link: string }) {
  const t = useTranslations('templates.form')
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-b-m border-t border-line bg-sunken px-3 py-2 type-small text-ink-2">
      <Lock className="size-3.5 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden="true" />
      <span lang={language} className="min-w-0 wrap-anywhere">
        {optOutWord(language)}: {link}
      </span>
      <span className="text-ink-3">{t('refusal')}</span>
    </p>
  )
}
