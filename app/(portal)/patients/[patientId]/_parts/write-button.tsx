'use client'

import { MessageSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { createPrivateAction } from '../../../private/actions.ts'

/** Begins a private message to one patient. */
export function WriteButton({ patientId }: { patientId: string }) {
  const t = useTranslations('patients.write')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(createPrivateAction, null)
  return (
    <form action={action}>
      {state && !state.ok && <Note tone="bad">{refusalText(state)}</Note>}
      <input type="hidden" name="patientIds" value={patientId} />
      <SubmitButton variant="secondary" icon={<MessageSquare aria-hidden="true" />} pendingLabel={t('beginning')}>
        {t('toOne')}
      </SubmitButton>
    </form>
  )
}
