'use client'

import { useActionState } from 'react'

import type { ButtonLook } from '#components/ui/button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { FormState } from '#lib/web/staff-action.ts'

/** One button that does one thing to an import, with its refusal beside it. A form, so it works without scripts. */
export function ImportAction<T>({
  action,
  importId,
  label,
  pendingLabel,
  ...look
}: ButtonLook & {
  action: (state: FormState<T>, form: FormData) => Promise<FormState<T>>
  importId: string
  label: string
  pendingLabel?: string
}) {
  const [state, formAction] = useActionState(action, null)
  const refusal = useRefusalText()
  return (
    <form action={formAction} className="contents">
      <input type="hidden" name="importId" value={importId} />
      <SubmitButton {...look} variant={look.variant ?? 'secondary'} {...(pendingLabel && { pendingLabel })}>
        {label}
      </SubmitButton>
      {state && !state.ok && (
        <p role="alert" className="basis-full type-small text-bad">
          {refusal(state)}
        </p>
      )}
    </form>
  )
}
