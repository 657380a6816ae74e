'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { inviteAction } from '../actions.ts'
import { AccessFields } from './access-fields.tsx'

const LOCALES = ['et', 'en', 'ru'] as const

/** Whom to invite, as what; the letter goes out when it is posted. */
export function InviteForm({ clinics }: { clinics: readonly { id: string; name: string }[] }) {
  const t = useTranslations('staff')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const [state, action] = useActionState(inviteAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const refusalText = useRefusalText()
  const typed = refused?.values
  const onlyClinic = clinics.length === 1 ? clinics.map(({ id }) => id) : []
  return (
    <form action={action} noValidate className="grid max-w-[560px] gap-4">
      {refused && !refused.fields && <Note tone="bad">{refusalText(refused)}</Note>}
      <TextField
        label={t('name')}
        name="name"
        required
        maxLength={120}
        defaultValue={String(typed?.name ?? '')}
        error={errorOf('name')}
      />
      <TextField
        label={t('email')}
        name="email"
        type="email"
        required
        maxLength={254}
        defaultValue={String(typed?.email ?? '')}
        error={errorOf('email')}
      />
      <SelectField
        label={t('locale')}
        name="locale"
        defaultValue={String(typed?.locale ?? formats.locale)}
        options={LOCALES.map((code) => ({ value: code, label: formats.language(code) }))}
        error={errorOf('locale')}
      />
      <AccessFields
        clinics={clinics}
        values={{
          role: String(typed?.role ?? 'receptionist'),
          clinicIds: typed ? [typed.clinicIds ?? []].flat() : onlyClinic,
        }}
        errorOf={errorOf}
      />
      <div className="flex gap-2">
        <SubmitButton variant="primary" pendingLabel={t('inviting')}>
          {t('sendInvitation')}
        </SubmitButton>
        <LinkButton href="/settings/staff">{tCommon('cancel')}</LinkButton>
      </div>
    </form>
  )
}
