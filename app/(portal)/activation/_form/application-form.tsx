'use client'

import { useTranslations } from 'next-intl'
import { startTransition, useActionState, useRef } from 'react'
import { useForm } from 'react-hook-form'

import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { FormErrors } from '#components/ui/form-errors.tsx'
import { Note } from '#components/ui/note.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import type { ApplicationField, ApplicationForm as Values } from '#lib/activation/inputs.ts'
import { APPLICATION_FIELDS } from '#lib/activation/inputs.ts'
import { saveDraftAction, submitApplicationAction } from '../actions.ts'
import { ApplicationFields } from './application-fields.tsx'
import { applicationResolver } from './application-resolver.ts'
import { DraftStatus } from './draft-status.tsx'
import { useDraft } from './use-draft.ts'

type FormProps = {
  values: Values
  locations: readonly string[]
  /** Whether it was just kept by the button, without scripts. */
  kept: boolean
}

/**
 * The application, kept as it is typed and sent in by a button. Without scripts it is one form with two buttons, and comes back with
 * what was typed.
 */
export function ApplicationForm({ values, locations, kept }: FormProps) {
  const t = useTranslations('activation')
  const [state, submit, pending] = useActionState(submitApplicationAction, null)
  const [, save] = useActionState(saveDraftAction, null)
  const element = useRef<HTMLFormElement>(null)
  const typed = { ...values, ...(state && !state.ok ? state.values : {}) } as Values
  const form = useForm<Values>({ defaultValues: typed, mode: 'onBlur', resolver: applicationResolver })
  const draft = useDraft(form)
  const refusal = useRefusalText()
  const issues = Object.fromEntries(
    APPLICATION_FIELDS.flatMap((name) => {
      const issue = form.formState.errors[name]?.message
      return issue ? [[name, [issue]]] : []
    }),
  )
  const refused = state && !state.ok ? state : null
  const errorHere = useFieldErrors({ ok: false, fields: issues })
  const errorThere = useFieldErrors(refused)
  const errorOf = (field: ApplicationField) =>
    errorHere(field) ?? (form.formState.dirtyFields[field] && form.formState.isDirty ? undefined : errorThere(field))
  const shown = Object.fromEntries(APPLICATION_FIELDS.map((name) => [name, errorOf(name) ?? '']))
  const errors = Object.fromEntries(Object.entries(shown).filter(([, error]) => error !== ''))
  const labels = Object.fromEntries(APPLICATION_FIELDS.map((name) => [name, t(`fields.${name}`)]))

  // Posted by hand: React empties a form that it posts by itself.
  const send = form.handleSubmit(() => {
    const posted = new FormData(element.current ?? undefined)
    form.reset(form.getValues())
    startTransition(() => submit(posted))
  })

  return (
    <form ref={element} action={submit} onSubmit={(event) => void send(event)} noValidate>
      <Card
        title={t('form')}
        aside={<DraftStatus state={draft.state} kept={kept} />}
        footer={
          <>
            <Button type="submit" variant="primary" pending={pending}>
              {t('submit')}
            </Button>
            <Button
              type="submit"
              formAction={save}
              onClick={(event) => {
                event.preventDefault()
                draft.saveNow()
              }}
            >
              {t('save')}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          {refused && !refused.fields && (
            <Note tone="bad" role="alert">
              {refusal(refused)}
            </Note>
          )}
          {(form.formState.submitCount > 0 || refused) && <FormErrors errors={errors} labels={labels} />}
          <ApplicationFields form={form} typed={typed} locations={locations} errorOf={errorOf} />
        </div>
      </Card>
    </form>
  )
}
