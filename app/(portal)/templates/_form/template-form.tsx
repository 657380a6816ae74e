'use client'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { startTransition, useActionState, useEffect, useState } from 'react'

import { ToneStatus } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { TemplatePurpose } from '#lib/core/template-text.ts'
import { measureTemplate } from '../../_texts/measure-template.ts'
import { SkippedPatients } from '../../_texts/skipped-patients.tsx'
import { templateFaults } from '../../_texts/template-faults.ts'
import { TemplatePanel } from '../../_texts/template-panel.tsx'
import type { TemplateText } from '../../_texts/template-texts.ts'
import { isBlankText } from '../../_texts/template-texts.ts'
import { TextTabs, tabId } from '../../_texts/text-tabs.tsx'
import type { TextTerms } from '../../_texts/text-terms.ts'
import { templateFormAction } from '../actions.ts'
import { ChainsText } from './chains-text.tsx'
import { HiddenFields } from './hidden-fields.tsx'
import { TemplateHead } from './template-head.tsx'
import type { TemplateValues } from './template-values.ts'
import { templateForm } from './template-values.ts'
import { useTemplateMistakes } from './use-template-mistakes.ts'

/**
 * A template as it is written: one tab a language, what each text takes at its longest, and whom it leaves out. Saving makes the next
 * version. Without scripts it is one form, and comes back with what was typed.
 */
export function TemplateForm({
  terms,
  start,
  original,
  footnote,
}: {
  terms: TextTerms
  start: TemplateValues
  /** The chain's texts, where a clinic writes its own. */
  original: readonly TemplateText[] | null
  /** What uses it, beside Save. */
  footnote: ReactNode
}) {
  const t = useTranslations('templates.form')
  const tCommon = useTranslations('common')
  const refusal = useRefusalText()
  const [answer, post, pending] = useActionState(templateFormAction, null)
  const [values, setValues] = useState(answer?.values ?? start)
  const [open, setOpen] = useState(
    values.texts.find((text) => !isBlankText(text))?.language ?? terms.languages[0] ?? '',
  )
  const refused = answer?.refused ?? null
  const faultsOf = (text: TemplateText) =>
    templateFaults(values.purpose, text, terms, measureTemplate(values.purpose, text, terms).longest)
  const mistakes = useTemplateMistakes(refused, values, faultsOf)
  useUnsavedGuard(!pending && JSON.stringify(values) !== JSON.stringify(start))

  const change = (language: string, changed: Partial<TemplateText>) =>
    setValues((before) => ({
      ...before,
      texts: before.texts.map((text) => (text.language === language ? { ...text, ...changed } : text)),
    }))
  const show = (language: string) => {
    setOpen(language)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[name="body.${language}"]`)?.focus())
  }
  const submit = () => {
    const wrong = values.texts.find((text) => faultsOf(text).body ?? faultsOf(text).subject)
    if (wrong) return show(wrong.language)
    startTransition(() => post(templateForm(values)))
  }

  return (
    <form
      action={post}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <HiddenFields values={values} />
      <Card flush>
        <TemplateHead
          values={values}
          error={mistakes.name}
          onName={(name) => setValues({ ...values, name })}
          onPurpose={(purpose: TemplatePurpose) => setValues({ ...values, purpose })}
        />
        <h2 className="sr-only">{t('languageTabs')}</h2>
        <TextTabs
          label={t('languageTabs')}
          open={open}
          onOpen={setOpen}
          tabs={values.texts.map((text) => ({
            language: text.language,
            people: terms.patients.find((row) => row.language === text.language)?.patients ?? 0,
            state: isBlankText(text) ? (
              <ToneStatus tone="warn" icon={<TriangleAlert strokeWidth={1.75} aria-hidden="true" />}>
                {t('empty')}
              </ToneStatus>
            ) : (
              tCommon('parts', { count: measureTemplate(values.purpose, text, terms).longest.segments })
            ),
          }))}
        />
        {values.texts.map((text) => (
          <div key={text.language} className="contents">
            <TemplatePanel
              terms={terms}
              purpose={values.purpose}
              text={text}
              onChange={(changed) => change(text.language, changed)}
              mistakes={mistakes.texts(text)}
              open={text.language === open}
            />
            {original && text.language === open && (
              <ChainsText
                text={text}
                original={original.find(({ language }) => language === text.language)}
                onTake={(taken) => change(text.language, taken)}
              />
            )}
          </div>
        ))}
        <SkippedPatients
          texts={values.texts}
          patients={terms.patients}
          onWrite={(language) => {
            setOpen(language)
            document.getElementById(tabId(language))?.focus()
          }}
        />
        <div className="flex flex-wrap items-center gap-3 border-t border-line bg-sunken px-4 py-3 md:px-5">
          <div className="min-w-0 flex-1 basis-[260px] type-small text-ink-2">{footnote}</div>
          <Button type="submit" variant="primary" pending={pending}>
            {pending ? t('saving') : t('save')}
          </Button>
        </div>
        {refused && !pending && (
          <div className="border-t border-line px-4 py-3 md:px-5">
            {refused.code === 'conflict' ? (
              <Note
                tone="warn"
                role="alert"
                title={t('newer')}
                action={
                  <LinkButton size="s" href={`/templates/${values.templateId}`} target="_blank">
                    {t('openNewer')}
                  </LinkButton>
                }
              >
                {t('newerBody')}
              </Note>
            ) : (
              <Note tone="bad" role="alert" title={refusal(refused)} />
            )}
          </div>
        )}
      </Card>
    </form>
  )
}

/** The browser asks before a page with unsaved words is left. */
function useUnsavedGuard(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unsaved])
}
