'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState } from 'react'

import { Button } from '#components/ui/button.tsx'
import { FieldMessage } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { PlainText } from './applied-texts.ts'
import { appliedTexts, lackingLanguages, overwrittenLanguages } from './applied-texts.ts'
import { SaveAsTemplate } from './save-as-template.tsx'
import type { TemplateChoice } from './template-choice.ts'
import { useTemplateChoices } from './use-template-choices.ts'

/**
 * Takes the texts of a template, in every language it has, and keeps what was written as one. It asks before it writes over
 * anything typed, and Undo brings that back.
 */
export function ApplyTemplate<T extends PlainText>({
  purpose,
  texts,
  onApply,
}: {
  purpose: 'bulk' | 'private'
  /** As they stand on the screen, one for each language. */
  texts: readonly T[]
  onApply: (texts: T[]) => void
}) {
  const t = useTranslations('templates.apply')
  const formats = useFormats()
  const toast = useToast()
  const id = useId()
  const { state, again } = useTemplateChoices(purpose)
  const [wanted, setWanted] = useState<TemplateChoice | null>(null)
  const known = state.is === 'known' ? state.templates : []
  const names = (languages: readonly string[]) => formats.list(languages.map(formats.language))

  const apply = (template: TemplateChoice) => {
    const before = [...texts]
    const lacking = lackingLanguages(texts, template)
    onApply(appliedTexts(texts, template))
    setWanted(null)
    toast({
      title: t('applied', { name: template.name }),
      ...(lacking.length > 0 && { detail: t('lacks', { languages: names(lacking) }) }),
      undo: () => onApply(before),
    })
  }
  const choose = (templateId: string) => {
    const template = known.find((one) => one.id === templateId)
    if (!template) return
    if (overwrittenLanguages(texts, template).length > 0) setWanted(template)
    else apply(template)
  }
  const nothing = state.is === 'known' && known.length === 0

  return (
    <div className="needs-script flex flex-wrap items-center gap-2 px-4 pt-3 md:px-5">
      <label htmlFor={id} className="type-small text-ink-3">
        {t('from')}
      </label>
      <Select
        id={id}
        size="s"
        className="min-w-[200px]"
        aria-label={t('choose')}
        aria-describedby={`${id}-message`}
        value=""
        placeholder={nothing ? t('none') : t(state.is === 'asking' ? 'loading' : 'pick')}
        options={known.map(({ id: value, name, clinicName }) => ({
          value,
          label: clinicName ? `${name} · ${clinicName}` : name,
        }))}
        onChange={(event) => choose(event.target.value)}
      />
      {state.is === 'known' && state.maySave && <SaveAsTemplate purpose={purpose} texts={texts} onSaved={again} />}
      <FieldMessage id={`${id}-message`} error={state.is === 'failed' ? t('failed') : undefined} />
      {wanted && (
        <AskFirst
          name={wanted.name}
          languages={names(overwrittenLanguages(texts, wanted))}
          onKeep={() => setWanted(null)}
          onUse={() => apply(wanted)}
        />
      )}
    </div>
  )
}

function AskFirst({
  name,
  languages,
  onKeep,
  onUse,
}: {
  name: string
  languages: string
  onKeep: () => void
  onUse: () => void
}) {
  const t = useTranslations('templates.apply')
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      onClose={onKeep}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-body`}
      className="m-auto w-full max-w-[440px] rounded-[12px] border border-line-strong bg-raised p-5 text-ink shadow-float backdrop:bg-[light-dark(rgb(36_33_29/0.4),rgb(0_0_0/0.6))] max-md:mb-0 max-md:max-w-none max-md:rounded-b-none"
    >
      <div className="grid gap-2.5">
        <h2 id={`${id}-title`}>{t('askTitle')}</h2>
        <p id={`${id}-body`} className="text-ink-2">
          {t('askBody', { name, languages })}
        </p>
        <div className="mt-2 flex flex-wrap justify-end gap-2">
          <Button autoFocus onClick={() => dialog.current?.close()}>
            {t('keepMine')}
          </Button>
          <Button variant="primary" onClick={onUse}>
            {t('use')}
          </Button>
        </div>
      </div>
    </dialog>
  )
}
