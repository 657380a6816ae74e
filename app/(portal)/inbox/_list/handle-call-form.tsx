'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { handleVisitAnswerAction } from '../actions.ts'

/** One button: somebody has called, or has looked at the number. */
export function HandleCallForm({ answerId, label }: { answerId: string; label: string }) {
  const t = useTranslations('inbox')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(handleVisitAnswerAction, null)
  return (
    <form action={action}>
      {state && !state.ok && <Note tone="bad">{refusalText(state)}</Note>}
      <input type="hidden" name="answerId" value={answerId} />
      <SubmitButton size="s" variant="secondary" pendingLabel={t('marking')}>
        {label}
      </SubmitButton>
    </form>
  )
}
