'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { DateTimeField } from '#components/ui/date-time-field.tsx'

import { FormErrors } from '#components/ui/form-errors.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { createClinicAction, updateClinicAction } from '../actions.ts'

type ClinicValues = {
  name: string
  phone: string
  zone: string
  opensAt: string
  closesAt: string
  defaultLanguage: string
}

/** A new clinic, or a change of one; what was typed comes back with a refusal. */
export function ClinicForm({
  clinicId,
  values,
  languages,
  zones,
}: {
  clinicId: string | null
  values: ClinicValues
  languages: string[]
  zones: string[]
}) {
  const t = useTranslations('settings.clinics')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const [state, action] = useActionState(clinicId ? updateClinicAction : createClinicAction, null)
  const refused = state && !state.ok ? state : null
  const refusalText = useRefusalText()
  const errorOf = useFieldErrors(state)
  const labels = {
    ...{ name: t('name'), phone: t('phone'), zone: t('zone') },
    ...{ opensAt: t('opensAt'), closesAt: t('closesAt'), defaultLanguage: t('language') },
  }
  const errors = Object.fromEntries(
    Object.keys(labels).flatMap((name) => {
      const error = errorOf(name)
      return error ? [[name, error]] : []
    }),
  )
  const typed: ClinicValues = { ...values, ...(refused?.values as Partial<ClinicValues> | undefined) }

  return (
    <form action={action} noValidate className="grid max-w-[560px] gap-3.5">
      {clinicId && <input type="hidden" name="clinicId" value={clinicId} />}
      {state && !state.ok && !state.fields && <Note tone="bad">{refusalText(state)}</Note>}
      <FormErrors errors={errors} labels={labels} />
      <TextField
        label={t('name')}
        name="name"
        required
        maxLength={120}
        defaultValue={typed.name}
        error={errorOf('name')}
      />
      <TextField
        label={t('phone')}
        name="phone"
        type="tel"
        maxLength={30}
        hint={t('phoneHint')}
        defaultValue={typed.phone}
        error={errorOf('phone')}
      />
      <SelectField
        label={t('zone')}
        name="zone"
        defaultValue={typed.zone}
        error={errorOf('zone')}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      />
      <fieldset className="grid gap-1.5">
        <legend className="type-label mb-1.5">{t('hours')}</legend>
        <div className="grid grid-cols-2 gap-3">
          <DateTimeField
            label={t('opensAt')}
            name="opensAt"
            type="time"
            defaultValue={typed.opensAt}
            error={errorOf('opensAt')}
          />
          <DateTimeField
            label={t('closesAt')}
            name="closesAt"
            type="time"
            defaultValue={typed.closesAt}
            error={errorOf('closesAt')}
          />
        </div>
        <p className="type-small text-ink-3">{t('hoursHint')}</p>
      </fieldset>
      <SelectField
        label={t('language')}
        name="defaultLanguage"
        defaultValue={typed.defaultLanguage}
        error={errorOf('defaultLanguage')}
        options={languages.map((code) => ({ value: code, label: formats.language(code) }))}
      />
      <div className="flex gap-2">
        <SubmitButton variant="primary">{t('save')}</SubmitButton>
        <LinkButton href="/settings">{tCommon('cancel')}</LinkButton>
      </div>
    </form>
  )
}
