'use client'

import { useTranslations } from 'next-intl'
import { useId, useRef, useState } from 'react'

import { Button } from '#components/ui/button.tsx'
import { FieldMessage } from '#components/ui/field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { MAX_TEMPLATE_NAME } from '#lib/templates/inputs.ts'
import type { ActionResult, Refused } from '#lib/web/staff-action.ts'
import { createTemplateAction } from '../templates/actions.ts'
import type { PlainText } from './applied-texts.ts'

/** Keeps the texts on the screen as a template, under a name that is asked for. */
export function SaveAsTemplate({
  purpose,
  texts,
  onSaved,
}: {
  purpose: 'bulk' | 'private'
  texts: readonly PlainText[]
  onSaved: () => void
}) {
  const t = useTranslations('templates.apply')
  const tTemplates = useTranslations('templates')
  const tCommon = useTranslations('common')
  const toast = useToast()
  const refusal = useRefusalText()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [name, setName] = useState('')
  const [pending, setPending] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const mistake = useFieldErrors(refused)('name')

  const save = async () => {
    setPending(true)
    const plain = texts.map(({ language, subject, body }) => ({ language, subject, body }))
    const result: ActionResult = await createTemplateAction({ purpose, name, texts: plain })
    setPending(false)
    if (!result.ok) return setRefused(result)
    dialog.current?.close()
    setRefused(null)
    setName('')
    toast({ title: t('savedAs', { name: name.trim() }) })
    onSaved()
  }

  return (
    <>
      <Button
        variant="quiet"
        size="s"
        aria-haspopup="dialog"
        disabledReason={texts.every(({ body }) => body.trim() === '') ? tTemplates('form.empty') : undefined}
        onClick={() => dialog.current?.showModal()}
      >
        {t('saveAs')}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={`${id}-title`}
        className="m-auto w-full max-w-[440px] rounded-[12px] border border-line-strong bg-raised p-5 text-ink shadow-float backdrop:bg-[light-dark(rgb(36_33_29/0.4),rgb(0_0_0/0.6))] max-md:mb-0 max-md:max-w-none max-md:rounded-b-none"
      >
        <div className="grid gap-2.5">
          <h2 id={`${id}-title`}>{t('saveTitle')}</h2>
          <p className="text-ink-2">{t('saveBody')}</p>
          <TextField
            id={`${id}-name`}
            name="templateName"
            label={tTemplates('nameLabel')}
            hint={tTemplates('nameHint')}
            error={mistake}
            value={name}
            maxLength={MAX_TEMPLATE_NAME}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              // Within the form of the message: Enter must keep the template, not go on with the message.
              if (event.key !== 'Enter') return
              event.preventDefault()
              void save()
            }}
          />
          <FieldMessage id={`${id}-message`} error={refused && !mistake ? refusal(refused) : undefined} />
          <div className="mt-2 flex flex-wrap justify-end gap-2">
            <Button onClick={() => dialog.current?.close()}>{tCommon('cancel')}</Button>
            <Button variant="primary" pending={pending} onClick={save}>
              {tCommon('save')}
            </Button>
          </div>
        </div>
      </dialog>
    </>
  )
}
