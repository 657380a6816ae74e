'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { handleReplyAction } from '../actions.ts'

/** One button: seen to, or not after all. */
export function HandleForm({ replyId, becomes }: { replyId: string; becomes: 'handled' | 'unread' }) {
  const t = useTranslations('inbox')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(handleReplyAction, null)
  return (
    <form action={action}>
      {state && !state.ok && <Note tone="bad">{refusalText(state)}</Note>}
      <input type="hidden" name="replyId" value={replyId} />
      <input type="hidden" name="state" value={becomes} />
      <SubmitButton size="s" variant={becomes === 'handled' ? 'secondary' : 'quiet'} pendingLabel={t('marking')}>
        {t(`mark.${becomes}`)}
      </SubmitButton>
    </form>
  )
}
