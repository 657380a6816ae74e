'use client'

import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import { startTransition, useActionState, useEffect, useRef, useState } from 'react'
import { DateTimeField } from '#components/ui/date-time-field.tsx'

import { Note } from '#components/ui/note.tsx'
import { Segments } from '#components/ui/radio-group.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { ChangesList } from '../../reminders/_rule/changes-list.tsx'
import { setHolidayAction } from './actions.ts'

/** Closes a day, or opens one in spite of a holiday; what that moves is shown first, and agreed to. */
export function HolidayForm({
  clinics,
  mayAll,
  day,
  isOpen,
}: {
  clinics: readonly { id: string; name: string }[]
  mayAll: boolean
  /** Chosen from the public holidays. */
  day: string
  isOpen: boolean
}) {
  const t = useTranslations('reminders.holidays')
  const [state, action, pending] = useActionState(setHolidayAction, null)
  const [edited, setEdited] = useState(false)
  const refusal = useRefusalText()
  const refused = state && !state.ok && !edited ? state : null
  const errorOf = useFieldErrors(refused)
  const typed = (name: string, otherwise: string) => String(state?.values[name] ?? otherwise)
  const answer = state?.ok && 'changes' in state.value && !edited ? state.value : null
  const asked = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (answer) asked.current?.focus()
  }, [answer])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setEdited(false)
    startTransition(() => action(form))
  }
  return (
    <form
      action={action}
      onSubmit={submit}
      onChange={() => setEdited(true)}
      noValidate
      className="grid max-w-[520px] gap-3.5"
    >
      {refused && !refused.fields && <Note tone="bad" role="alert" title={refusal(refused)} />}
      <DateTimeField label={t('day')} name="day" type="date" defaultValue={typed('day', day)} error={errorOf('day')} />
      <SelectField
        label={t('where')}
        name="clinicId"
        defaultValue={typed('clinicId', '')}
        error={errorOf('clinicId')}
        placeholder={mayAll ? t('allClinics') : undefined}
        options={clinics.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Segments
        legend={t('state')}
        name="state"
        defaultValue={typed('state', isOpen ? 'open' : 'closed') === 'open' ? 'open' : 'closed'}
        options={[
          { value: 'closed', label: t('closed') },
          { value: 'open', label: t('open') },
        ]}
      />
      <TextField
        label={t('name')}
        name="name"
        optional
        maxLength={120}
        autoComplete="off"
        defaultValue={typed('name', '')}
        error={errorOf('name')}
      />
      {answer && (
        <div ref={asked} tabIndex={-1} role="status" className="rounded-m border border-line bg-sunken px-3 py-2.5">
          <ChangesList changes={answer.changes} />
          <input type="hidden" name="agreed" value={answer.agree} />
        </div>
      )}
      <div>
        <SubmitButton variant={answer ? 'primary' : 'secondary'} pending={pending}>
          {t(answer ? 'save' : 'check')}
        </SubmitButton>
      </div>
    </form>
  )
}
