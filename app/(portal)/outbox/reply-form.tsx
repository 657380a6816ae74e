'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { replyAsPatientAction } from './actions.ts'

/** Answers a text as its patient would, to see what comes of it; folded away until somebody wants to. */
export function ReplyForm({ textRef }: { textRef: string }) {
  const t = useTranslations('outbox.reply')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(replyAsPatientAction, null)
  const error = useFieldErrors(state)('body') ?? (state && !state.ok ? refusalText(state) : undefined)
  return (
    <details className="mt-1.5 type-small">
      <summary className="link inline-block cursor-pointer rounded-s">{t('open')}</summary>
      <form action={action} className="mt-2 flex max-w-[420px] flex-wrap items-end gap-2">
        <input type="hidden" name="ref" value={textRef} />
        <div className="min-w-0 flex-1">
          <TextField id={`reply-${textRef}`} label={t('label')} name="body" defaultValue="STOPP" error={error} />
        </div>
        <SubmitButton variant="secondary" pendingLabel={t('sending')}>
          {t('send')}
        </SubmitButton>
      </form>
      <p role="status" className="mt-1 text-ink-2">
        {state?.ok && t('done')}
      </p>
    </details>
  )
}
