'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { withdrawConsentAction } from '../actions.ts'
import { HowField } from './how-field.tsx'

export function WithdrawConsentForm({ patientId, consentId }: { patientId: string; consentId: string }) {
  const t = useTranslations('patients.consents')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(withdrawConsentAction, null)
  return (
    <details className="mt-1.5">
      <summary className="link cursor-pointer type-small">{t('withdrawConsent')}</summary>
      <form action={action} className="mt-2 grid gap-2.5">
        {state && !state.ok && <Note tone="bad">{refusalText(state)}</Note>}
        <input type="hidden" name="patientId" value={patientId} />
        <input type="hidden" name="consentId" value={consentId} />
        <HowField id={`how-${consentId}`} />
        <div>
          <SubmitButton size="s">{t('withdrawConsent')}</SubmitButton>
        </div>
      </form>
    </details>
  )
}
