'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { verifyAuditLogAction } from '../actions.ts'

export function CheckButton() {
  const t = useTranslations('audit.seal')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(verifyAuditLogAction, null)
  return (
    <form action={action}>
      {state && !state.ok && <Note tone="bad" role="alert" title={refusalText(state)} />}
      <SubmitButton variant="secondary" pendingLabel={t('checking')}>
        {t('check')}
      </SubmitButton>
    </form>
  )
}
