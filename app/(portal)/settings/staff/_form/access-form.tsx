'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { changeAccessAction } from '../actions.ts'
import { AccessFields } from './access-fields.tsx'

/** Another role or other clinics for somebody. */
export function AccessForm({
  staffId,
  clinics,
  role,
  clinicIds,
}: {
  staffId: string
  clinics: readonly { id: string; name: string }[]
  role: string
  clinicIds: readonly string[]
}) {
  const t = useTranslations('staff')
  const tCommon = useTranslations('common')
  const [state, action] = useActionState(changeAccessAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const refusalText = useRefusalText()
  return (
    <form action={action} noValidate className="grid max-w-[560px] gap-4">
      <input type="hidden" name="staffId" value={staffId} />
      {refused && !refused.fields && <Note tone="bad">{refusalText(refused)}</Note>}
      <AccessFields
        clinics={clinics}
        values={{
          role: String(refused?.values.role ?? role),
          clinicIds: refused ? [refused.values.clinicIds ?? []].flat() : clinicIds,
        }}
        errorOf={errorOf}
      />
      <p className="type-small text-ink-3">{t('signsOut')}</p>
      <div className="flex gap-2">
        <SubmitButton variant="primary">{t('save')}</SubmitButton>
        <LinkButton href="/settings/staff">{tCommon('cancel')}</LinkButton>
      </div>
    </form>
  )
}
